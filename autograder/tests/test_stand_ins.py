"""Plots, progress bars and what notebooks show cost nothing, however they are used."""

import json

import pytest

from autograder.grading.grade import grade
from autograder.intake import start_reading

from .conftest import statuses

DESCENT = """
import numpy as np

def gradient_descent(gradient, theta0, learning_rate, max_steps, tolerance=0.0):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in WATCHED(range(max_steps)):
        move = learning_rate * np.asarray(gradient(theta), dtype=float)
        theta = theta - move
        path.append(theta)
        if np.linalg.norm(move) < tolerance:
            break
    return np.array(path)
"""

AT_IMPORT = {
    "settings by item": "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = (8, 6)",
    "settings by key": "import matplotlib as mpl\nmpl.rcParams.update({'font.size': 8})\n"
    "mpl.use('Agg')\ndel mpl.rcParams['axes.grid']\nmpl.rcParams['a'] += 1",
    "settings for a while": "import matplotlib.pyplot as plt\n"
    "with plt.style.context('dark'), plt.rc_context({'a': 1}) as c:\n    plt.plot([1, 2])",
    "three axes": "import matplotlib.pyplot as plt\nfig, (a, b, c) = plt.subplots(1, 3)\na.plot(1)",
    "a grid of axes": "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(2, 3)\n"
    "assert axes.shape == (2, 3) and len(axes.flat) == 6\n(a, b, c), (d, e, f) = axes\n"
    "seen = [k for ax, k in zip(axes.ravel(), range(9))]\nassert seen == [0, 1, 2, 3, 4, 5]\n"
    "axes[0, 1].set_title('x')",
    "a column of axes": "import matplotlib.pyplot as plt\n"
    "_, ax = plt.subplots(4, sharex=True)\nassert ax.shape == (4,)\n"
    "up, down = plt.figure().subplots(nrows=2, ncols=1, squeeze=False)[:, 0]",
    "one line": "import matplotlib.pyplot as plt\nline, = plt.plot([1, 2])\nline.set_ydata([3, 4])",
    "three results": "import matplotlib.pyplot as plt\nn, bins, patches = plt.hist([1, 2])\n"
    "first, *rest = plt.plot([1], [2])\n*some, last = plt.plot([1], [2])\n"
    "one, *more, two = plt.hist([1])\nfor k, (x, y) in enumerate(plt.gca().lines):\n    x + y",
    "limits": "import matplotlib.pyplot as plt, numpy as np\nlow, high = plt.gca().get_xlim()\n"
    "middle = (low + high) / 2 - 1 / low ** 2\nif low < 0 or high >= 3:\n    raise ValueError\n"
    "x = np.linspace(low, high, 50)\ny = np.exp(x) * np.ones(3)[0]\nf'{low:.2f}'\n"
    "a, b = min(low, high), abs(-low)\nrange(low)\nround(high, 2)",
    "windows": "import matplotlib.pyplot as plt\nwhile plt.fignum_exists(1):\n    plt.pause(0.1)\n"
    "while 1 in plt.get_fignums():\n    pass",
    "an animation": "from matplotlib.animation import FuncAnimation\n"
    "import matplotlib.pyplot as plt\n"
    "class Film(FuncAnimation):\n    def __init__(self, path):\n"
    "        super().__init__(plt.figure(), self.draw, frames=9)\n        self.path = path\n"
    "    def draw(self, k):\n        return self.path[k]\n"
    "assert Film([7]).draw(0) == 7\nFilm([7]).save('film.gif')",
    "two classes to inherit from": "from matplotlib.ticker import Formatter, Locator\n"
    "class Both(Formatter, Locator):\n    def __call__(self, x, pos=None):\n        return str(x)\n"
    "assert Both()(3) == '3'",
    "axes in space": "from mpl_toolkits.mplot3d import Axes3D\nimport matplotlib.pyplot as plt\n"
    "Axes3D(plt.figure()).plot_surface(1, 2, 3)\n"
    "from mpl_toolkits.axes_grid1 import make_axes_locatable",
    "types of axes": "import matplotlib.pyplot as plt\nfrom typing import Optional\n"
    "def draw(ax: Optional[plt.Axes] = None, fig: 'plt.Figure | None' = None) -> plt.Axes:\n"
    "    return ax or plt.gca()\nassert isinstance(draw(), plt.Axes)\n"
    "assert not isinstance(3, plt.Axes)",
    "pylab": "import pylab\npylab.plot(pylab.arange(3))\nassert pylab.zeros(3).shape == (3,)",
    "all of pylab": "from pylab import *\nfigure(figsize=(3, 4))\nplot(ones(3), randn(3))\n"
    "assert sum(ones((2, 3)), axis=0).shape == (3,) and max([1, 2]) == 2",
    "all of pyplot": "from matplotlib.pyplot import *\nfig = figure()\ntitle('x')\nshow()",
    "seaborn": "import seaborn as sns\nsns.set_theme(style='white')\n"
    "ax = sns.lineplot(x=[1], y=[2])\nax.set(xlabel='x')",
    "a graph of the computation": "from graphviz import Digraph\n"
    "dot = Digraph(format='svg', graph_attr={'rankdir': 'LR'})\n"
    "dot.node(name='x', label='{ data | grad }', shape='record')\ndot.edge('x', 'y')\ndot.render()",
    "colours, tables and records": "from termcolor import colored\nfrom tabulate import tabulate\n"
    "import colorama, wandb\nprint('a' + colored('x', 'red') + colorama.Fore.RED)\n"
    "print(tabulate([[1]]))\nwandb.init(project='x').log({'loss': 1})",
    "a version": "import matplotlib, seaborn\nassert matplotlib.__version__ >= '3.5'\n"
    "assert int(seaborn.__version__.split('.')[0]) >= 0",
    "other plots": "import plotly.graph_objects as go\nfrom bokeh.plotting import figure, show\n"
    "import altair as alt\ngo.Figure(data=[go.Scatter(x=[1])]).show()",
    "arrays of axes": "import matplotlib.pyplot as plt\nimport numpy as np\nfig = plt.figure()\n"
    "axes = np.array([fig.add_subplot(1, 2, k) for k in (1, 2)]).flatten()\naxes[1].plot([1])\n"
    "np.atleast_1d(plt.subplots()[1])[0].plot([1])",
    "what a notebook shows": "from IPython.display import HTML, clear_output, display\n"
    "from IPython import get_ipython\nclear_output(wait=True)\ndisplay(HTML('<b>x</b>'))\n"
    "get_ipython().run_line_magic('matplotlib', 'inline')",
    "widgets": "import ipywidgets as widgets\nfrom ipywidgets import interact\n"
    "@interact(x=(0, 10))\ndef shown(x):\n    return x + 1\nassert shown(1) == 2\n"
    "@widgets.interact\ndef shown(x):\n    return x + 1\nassert shown(1) == 2\n"
    "slider = widgets.FloatSlider(value=3)\nslider.observe(lambda change: None, names='value')",
    "a notebook in a cloud": "from google.colab import drive, files\ndrive.mount('/content')",
    "bars in all forms": "import tqdm\nfrom tqdm.auto import tqdm as auto\n"
    "from tqdm.notebook import trange\nfrom tqdm.contrib import tenumerate, tzip\n"
    "assert list(tqdm.tqdm([1, 2], desc='x')) == [1, 2] and list(auto(iterable=[3])) == [3]\n"
    "assert list(trange(2, 5)) == [2, 3, 4] and list(tenumerate('ab')) == [(0, 'a'), (1, 'b')]\n"
    "assert list(tzip([1], [2])) == [(1, 2)] and len(tqdm.tqdm(range(7))) == 7\n"
    "tqdm.tqdm.write('x')\ntqdm.tqdm.pandas()",
    "a bar that is told": "from tqdm import tqdm\nwith tqdm(total=4) as bar:\n"
    "    while bar.n < bar.total:\n        bar.update(2)\n    bar.set_postfix({'loss': 1})\n"
    "assert bar.n == 4\nbar.reset()\nassert bar.n == 0",
    "a bar to inherit from": "from tqdm import tqdm\nclass Bar(tqdm):\n    pass\n"
    "assert [x for x in Bar([1, 2])] == [1, 2]",
    "other bars": "from rich.progress import Progress, track\nfrom rich.console import Console\n"
    "from alive_progress import alive_bar, alive_it\nimport progressbar\n"
    "assert list(track([1, 2], description='x')) == [1, 2] and list(alive_it([3])) == [3]\n"
    "with alive_bar(3) as step:\n    step()\nwith Progress() as shown:\n"
    "    assert list(shown.track([1])) == [1]\nConsole().print('x')\n"
    "assert list(progressbar.ProgressBar(max_value=2)([5, 6])) == [5, 6]",
}

WATCHED = {
    "a bar": "from tqdm import tqdm as WATCHED",
    "a bar with words": "from tqdm import tqdm\ndef WATCHED(steps):\n    bar = tqdm(steps)\n"
    "    for step in bar:\n        bar.set_description(f'{step}')\n        yield step",
    "a bar as a context": "from tqdm import tqdm\ndef WATCHED(steps):\n"
    "    with tqdm(steps, total=len(steps)) as bar:\n        yield from bar",
    "a range that is watched": "from tqdm import trange\ndef WATCHED(steps):\n"
    "    return trange(len(steps))",
    "a bar beside the loop": "from tqdm import tqdm\ndef WATCHED(steps):\n"
    "    with tqdm(total=len(steps)) as bar:\n        for step in steps:\n            yield step\n"
    "            bar.update(1)",
    "a plot in every step": "import matplotlib.pyplot as plt\ndef WATCHED(steps):\n"
    "    fig, ax = plt.subplots()\n    for step in steps:\n        ax.plot([step], [step])\n"
    "        yield step\n    plt.show()",
}


def graded(grade_files, solution_files, source):
    rows = grade_files(solution_files | {"backprop/descent.py": source.encode()}, only=["1"])
    return rows["1.1"]


@pytest.mark.parametrize("kind", AT_IMPORT)
def test_what_is_plotted_at_import_costs_nothing(grade_files, solution_files, kind):
    """A file that plots, watches or shows something when it is imported scores in full."""
    source = f"{AT_IMPORT[kind]}\nWATCHED = lambda steps: steps\n{DESCENT}"
    row = graded(grade_files, solution_files, source)
    assert row["score"] == 8, row["output"]


@pytest.mark.parametrize("kind", WATCHED)
def test_a_loop_that_is_watched_runs_as_it_does_without(grade_files, solution_files, kind):
    """A progress bar iterates what it is given, whatever else is done with it."""
    row = graded(grade_files, solution_files, f"{WATCHED[kind]}\n{DESCENT}")
    assert row["score"] == 8, row["output"]


def test_a_stand_in_is_no_answer(grade_files, solution_files):
    """Who returns what a plot returned has returned no numbers."""
    source = "import pylab\ndef gradient_descent(*_):\n    return pylab.plot([1])\n"
    row = graded(grade_files, solution_files, source)
    assert row["score"] == 0 and row["extra_data"]["status"] == "refused"


STEP = """def sgd_step(params, grads, learning_rate):
    display(len(params))
    clear_output(wait=True)
    if get_ipython():
        raise RuntimeError
    return [(W - learning_rate * dW, b - learning_rate * db)
            for (W, b), (dW, db) in zip(params, grads)]
"""


@pytest.mark.parametrize(
    "cells", [[STEP], ["from pylab import *", STEP], ["from IPython.display import display", STEP]]
)
def test_what_is_built_into_notebooks_is_there(workers, tmp_path, cells):
    """Functions in a notebook may display, clear the output and ask for the notebook."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    notebook["cells"] = [cell | {"source": source} for source in cells]
    (tmp_path / "hw.ipynb").write_text(json.dumps(notebook), "utf-8")
    report = grade(start_reading(tmp_path), workers, only=["5.2"])
    rows = {row["number"]: row for row in report.rows}
    assert set(statuses(rows).values()) == {"passed"}, rows["5.2"]["output"]
