"""attack: imports the solution, in every way that there is
question: 2.5
verdict: 0
"""

import importlib.util
import re
import runpy
import sys
import zipimport


def open_by_path():
    spec = importlib.util.spec_from_file_location('right', '__SOLUTION__/jacobians.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.softmax_jacobian.__code__.co_consts


ATTEMPTS = [
    lambda: open_by_path(),
    lambda: runpy.run_path('__SOLUTION__/jacobians.py'),
    lambda: sys.path.insert(0, '__SOLUTION__') or importlib.import_module('jacobians').softmax_jacobian.__code__.co_consts,
    lambda: zipimport.zipimporter('__SOLUTION__'),
    lambda: importlib.import_module('autograder.grading.reference').Reference().functions('jacobians.softmax_jacobian').__code__.co_consts,
]


def softmax_jacobian(z):
    for attempt in ATTEMPTS:
        try:
            found = str(attempt())
            print(re.findall('canary[0-9a-f]{32}', found), found[:100])
        except Exception as error:
            print(error)
    return 0
