"""Part 3 with a matrix product written out in three loops."""


def chain_rule(f_prime, g, g_prime, x):
    inner = g(x)
    outer_slope = f_prime(inner)
    inner_slope = g_prime(x)
    return outer_slope * inner_slope


def matrix_product(A, B):
    C = []
    for r in range(len(A)):
        row = []
        for c in range(len(B[0])):
            total = 0.0
            for i in range(len(B)):
                total += A[r][i] * B[i][c]
            row.append(total)
        C.append(row)
    return C


def chain_jacobians(jacobians):
    for i in range(len(jacobians) - 1):
        if len(jacobians[i + 1][0]) != len(jacobians[i]):
            raise ValueError(f"J{i + 1} and J{i + 2} do not fit together")
    product = [[float(entry) for entry in row] for row in jacobians[0]]
    for J in jacobians[1:]:
        product = matrix_product(J, product)
    return product


def jvp(jacobians, v):
    for J in jacobians:
        new_v = []
        for row in J:
            total = 0.0
            for i in range(len(v)):
                total += float(row[i]) * float(v[i])
            new_v.append(total)
        v = new_v
    return v


def vjp(jacobians, u):
    for J in jacobians[::-1]:
        new_u = [0.0] * len(J[0])
        for k in range(len(J)):
            for i in range(len(J[k])):
                new_u[i] += float(u[k]) * float(J[k][i])
        u = new_u
    return tuple(u)
