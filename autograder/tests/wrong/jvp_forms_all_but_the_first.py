"""
question: 3.3
mistake: Only J1 meets v as a vector; the other Jacobians are multiplied out first, so that matrices are formed and the work is not proportional to the sizes, unless there are two or less.
"""

def jvp(jacobians, v):
    # J v = (J_n ... J_2) (J_1 v)
    first = jacobians[0] @ v
    if len(jacobians) == 1:
        return first
    return chain_jacobians(jacobians[1:]) @ first
