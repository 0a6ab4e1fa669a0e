"""Words that come from this run: `notice` says what a figure shows here, `paced` how long a loop takes here.

Nothing that a lesson computes depends on them: the clock is read for words only.
"""

NOTICE, OTHERWISE = "What to notice: ", "Here it came out otherwise: "


def notice(holds, text, instead):
    """Print what to notice in the figure above: `text` where `holds` is true, else `instead`.

    `instead` says what came and the likely reason. `holds` is a bool, of Python, NumPy or torch, or several, which must
    all be true; NaN and an empty list are not true. Each of the three may be a function without arguments: of the
    two texts only the one that is printed is called, and a `holds` that lacks its numbers (an empty list, a division
    by zero) is not true.
    """
    import textwrap

    def true(value):
        value = value.tolist() if hasattr(value, "tolist") else value
        if isinstance(value, (list, tuple)):
            return len(value) > 0 and all(true(item) for item in value)
        return value == value and bool(value)  # NaN is not equal to itself

    try:
        held = true(holds() if callable(holds) else holds)
    except (IndexError, ValueError, ArithmeticError):
        held = False
    words = text if held else instead
    words = str(words() if callable(words) else words)
    print("\n" + textwrap.fill((NOTICE if held else OTHERWISE) + " ".join(words.split()), 100))


def paced(steps, what, shorter=""):
    """Go through `steps`, which have a length; once the first of them are measured, say how long the rest takes here.

    `for step in paced(range(STEPS), "training", "set STEPS lower"):` prints "training: about 40 s here (2,000 steps);
    shorter: set STEPS lower" and then its progress: a bar where there is tqdm, else a line now and then. It says
    nothing where less than three seconds are left, and speaks again when steps take twice as long as it said.
    """
    import sys
    from time import monotonic

    total, start = len(steps), monotonic()
    bar = promised = None
    first = since = start  # when the first step ended; when progress was last looked at
    seen = 0  # steps done by then

    def about(seconds):
        for size, unit in ((3600, "h"), (60, "min")):
            if seconds >= 1.5 * size:
                return f"about {seconds / size:.2g} {unit}"
        return f"about {5 * max(1, round(seconds / 5))} s"

    def say(line):
        if bar is None:
            print(line, flush=True)
        else:
            bar.write(line, file=sys.stdout)

    try:
        for done, step in enumerate(steps, 1):
            yield step
            now = monotonic()
            left = total - done
            if done == 1:
                first = now
            if promised is None:
                each = (now - first) / (done - 1) if done > 1 else now - start  # the first step also warms up
                if now - start >= 0.5 and done > min(2, total // 10) and each * left >= 3:
                    hint = f"; shorter: {shorter}" if shorter else ""
                    say(f"{what}: {about(each * left)} here ({total:,} steps){hint}")
                    promised, since, seen = each, now, done
                    try:
                        from tqdm import tqdm  # the text bar: it stays readable in a saved notebook

                        bar = tqdm(
                            total=total, initial=done, desc=what, file=sys.stdout, mininterval=1, ncols=80, leave=False
                        )
                    except ImportError:
                        pass
                continue
            if bar is not None:
                bar.update()
            if now - since >= 10 and left:
                each = (now - since) / (done - seen)
                if each > 2 * promised and (each - promised) * left >= 5:
                    say(f"{what}: slower now, {about(each * left)} more")
                    promised = each
                elif bar is None:
                    say(f"{what}: {done:,} of {total:,} steps, {about(each * left)} more")
                since, seen = now, done
    finally:
        if bar is not None:
            bar.close()
