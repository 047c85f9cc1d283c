"""Imports a module that stands beside it, which has a module of its own."""

import asyncio

import helper

asyncio.run(helper.greet("main"))
print(helper.__name__, helper.where(), __name__)
