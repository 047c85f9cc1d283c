"""Python imports this before it runs a program that is to be recorded.

``timeline.process`` puts the folder on the path of that one program.
"""

import os
import sys

folder = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path) != folder]
sys.path.insert(0, os.path.dirname(os.path.dirname(folder)))
try:
    from timeline import process
finally:
    del sys.path[0]

# It has begun where this is a further interpreter of the same process.
if process.SETTINGS in os.environ:
    process.begin()

# Another one may stand behind this one, as some systems have it.
del sys.modules["sitecustomize"]
try:
    import sitecustomize  # noqa: F401
except ModuleNotFoundError:
    sys.modules["sitecustomize"] = None
