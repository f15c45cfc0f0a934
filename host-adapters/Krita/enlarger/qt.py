"""Qt as this Krita has it: 5, and 6 from Krita 6 on. A machine may have the bindings of both, and only one fits."""

import importlib
import sys

BINDING = "PyQt6" if "PyQt6.QtCore" in sys.modules else "PyQt5"
QtCore, QtGui, QtWidgets = (importlib.import_module(f"{BINDING}.{part}") for part in ("QtCore", "QtGui", "QtWidgets"))
