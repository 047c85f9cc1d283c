"""A test that can never fail: it asks whether a coroutine is true."""


async def is_hot(degrees):
    return degrees > 60


def test_coffee_is_hot():
    assert is_hot(20)


test_coffee_is_hot()
print("passed")
