"""Many pages on one machine: nothing lost, nothing stuck.

    outcomes.py    what becomes of a task: a result, or the reason why there is none
    template.py    the process that children are forked from, and what runs in a child
    workers.py     a child as its parent sees it: a task, a deadline, a kill
    supervisor.py  tasks in, outcomes out, in order, past whatever kills a child: `Supervisor`
    cleaning.py    what a child does with a page
    many.py        `clean_many`
    shards.py      the input in shards, the unit of resuming
    manifest.py    which shards are done
    refusals.py    runs that would destroy something
    summary.py     what is counted
    run.py         a run of the command: source, supervisor, target, manifest

Guard one call of your own against whatever a page does: `Supervisor(make).call(task)`.
"""
