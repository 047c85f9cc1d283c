"""Recordings of the event loop, and their figures.

``process`` runs a program in a process of its own, and ``program`` one in this
interpreter; ``recorder`` notes what the event loop does meanwhile. ``figure``
draws a recording, ``words`` tells it and ``steps`` steps through it. Only the
standard library is used, so that the same files work in the tests, in the
build and under Pyodide::

    python -m timeline FILE

A *recording* is a dictionary, in JSON:

``schema``
    1
``file``
    the path of the program, as it was given
``exit``
    how it ended: ``how`` is one of

    ========== ===========================================================
    ok         it came to its end, or ended itself with status 0
    raised     with an exception: ``exc``, ``message``, ``line``, ``file``
    exit       with SystemExit: ``code``; or without a word to Python, by a
               signal (``code`` is negative) or ``os._exit``: ``message``
    deadlock   nothing could ever go on
    limit      the recording was ended at a limit: ``message``
    refused    it could not be started: ``message``, ``line``
    ========== ===========================================================
``tasks``
    one each, in the order of creation: ``id`` from 1; ``label``, such as
    ``fetch('a', 1)``; ``name``, where the program gave one; ``internal``,
    true where asyncio made the task for its own ends
``threads``
    simulated threads, and where ``own`` is true those of the program's own
    that print: ``id`` from 1, ``label``
``simulated``
    what ran in a likeness of the real thing: any of ``streams`` (connections
    to this machine, kept in memory) and ``threads``
``notes``
    sentences on what was not simulated; empty where everything was
``events``
    in the order in which they happened. Each has ``t``, whole microseconds
    since the program began, and ``e``, its kind:

    ========== ===========================================================
    create     ``task``, ``by``, ``line``; ``eager`` if it runs at once
    ready      ``task`` stands in the queue; ``cause``: created, yielded,
               done already, timer, finished, set, cancelled, thread,
               stream, connection, callback; or from outside of the loop:
               data, room (to send), signal, other thread; ``by``
    run        ``task`` has its turn; ``throw``: the exception with which
               it begins; ``eager``
    wait       the turn of ``task`` ended at ``line``, at the awaited
               ``text``; ``on``: what it waits for, such as sleep, gather,
               task, future, TaskGroup, Queue.get; ``until`` for a sleep;
               ``tasks``: those it waits for; ``via``: the lines of the
               coroutines on the way in the main file, outermost first
    yield      the turn of ``task`` ended at ``line``, ``text``, and the task
               is ready; ``via``
    end        ``task`` ended: ``how`` is returned, raised, cancelled or, where
               the garbage collector found it pending, destroyed; ``line``;
               ``value``; ``exc`` and ``message``
    cancel     ``task`` was asked to cancel, ``by``, at ``line``; ``why``:
               timeout, task group, gather, asyncio.run; ``message``;
               ``accepted``: false if it had ended
    timer      ``timer`` was set: ``by``, ``when``, ``kind`` (sleep, timeout
               or a function's name)
    untimer    ``timer`` was cancelled, ``by``
    fire       ``timer`` fired; ``late``: microseconds, where it was late
    call       the loop called ``fn``, which was scheduled ``by``; or
               ``why``: data, room, signal, other thread
    block      ``by`` blocked the loop for ``dur`` microseconds at ``line``;
               ``real``: that is how long it took on this machine, and the
               clock of the recording stood
    out        ``by`` wrote ``text`` at ``line``; ``stream`` is ``err`` for
               standard error
    thread     a function went to ``thread``, ``by``, at ``line``; ``waits``:
               true where none was free
    thread_run ``thread``, which had to wait, began
    pause      ``thread`` sleeps for ``dur``
    thread_end ``thread`` ended
    deadlock   ``waiting``: the tasks that wait for ever
    limit      ``message``: why the recording ends here
    ========== ===========================================================

    ``line`` is one of the main file; where it is not, ``file`` names its file,
    as seen from the folder of the main one. ``by`` is one of ``task:3``,
    ``timer:2``, ``thread:1``, ``loop`` (a callback) and ``main`` (code outside
    of the loop). A key whose value is unknown or false is left out.
"""
