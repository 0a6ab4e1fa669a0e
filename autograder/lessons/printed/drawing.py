"""The map of the whole GPT that every lesson opens with: `draw_gpt("tokens", "positions")`."""

import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

GPT_PARTS = (
    "text",
    "tokens",
    "embedding",
    "positions",
    "norm",
    "attention",
    "mask",
    "heads",
    "residual",
    "feed_forward",
    "block",
    "final_norm",
    "lm_head",
    "probabilities",
    "training",
    "generation",
    "fine_tuning",
)
GPT_GROUPS = {  # one name for several parts
    "block": ("norm", "attention", "mask", "heads", "residual", "feed_forward", "block"),
    "gpt": GPT_PARTS[:-3],
}


def draw_gpt(*lit):
    """Draw a GPT from text to next-token probabilities, with the parts named in `lit` dark.

    `draw_gpt("tokens", "positions")` lights two parts; the names are those in `GPT_PARTS`.
    "block" lights a whole block and "gpt" the whole model. An unknown name raises ValueError.
    """
    for name in lit:
        if name not in GPT_PARTS and name not in GPT_GROUPS:
            raise ValueError(f"draw_gpt knows no part {name!r}; its parts are " + ", ".join(GPT_PARTS) + " and gpt")
    on = {part for name in lit for part in GPT_GROUPS.get(name, (name,))}
    dark, pale, grey, line = "#0B4F8A", "#EEF1F4", "#66707A", "#9AA4AE"
    figure, ax = plt.subplots(figsize=(12, 5))
    figure.subplots_adjust(0, 0, 1, 1)
    ax.set(xlim=(0, 120), ylim=(0, 50), aspect="equal")
    ax.axis("off")

    def style(part):
        """Face, edge, ink and line width of a part."""
        return (dark, "#062B4D", "white", 2.2) if part in on else (pale, line, "#39424A", 1.1)

    def box(part, x, y, w, h, label, size=10, z=3):
        face, edge, ink, width = style(part)
        ax.add_patch(
            FancyBboxPatch(
                (x - w / 2, y - h / 2),
                w,
                h,
                facecolor=face,
                edgecolor=edge,
                boxstyle="round,pad=0,rounding_size=1",
                lw=width,
                zorder=z,
            )
        )
        ax.text(
            x,
            y,
            label,
            ha="center",
            va="center",
            color=ink,
            fontsize=size,
            zorder=z + 1,
            weight="bold" if part in on else "normal",
            linespacing=1.25,
        )

    def path(points, part=None, dashed=False):
        """A line through points that ends in an arrow head, dark when its part is lit."""
        colour, width = ("#062B4D", 2.4) if part in on else (line, 1.3)
        xs, ys = zip(*points)
        ax.plot(xs, ys, color=colour, lw=width, ls="--" if dashed else "-", zorder=2, solid_joinstyle="round")
        ax.annotate(
            "",
            points[-1],
            points[-2],
            zorder=2,
            arrowprops=dict(arrowstyle="-|>", color=colour, lw=width, shrinkA=0, shrinkB=0, mutation_scale=11),
        )

    def plus(x, part):
        face, edge, ink, width = style(part)
        ax.add_patch(Circle((x, 28), 1.7, facecolor=face, edgecolor=edge, lw=width, zorder=3))
        ax.text(x, 27.9, "+", ha="center", va="center", color=ink, fontsize=13, zorder=4)

    def note(x, y, words, part=None, size=9, **more):
        lit_up = part in on
        ax.text(
            x,
            y,
            words,
            color="#062B4D" if lit_up else grey,
            fontsize=size,
            va="center",
            weight="bold" if lit_up else "normal",
            **{"ha": "center", **more},
        )

    # The stream from left to right.
    for start, end in [(9.6, 12.2), (20.8, 23.4), (32.6, 34.6), (38, 44), (86.8, 91), (98, 100.5), (107.5, 109.2)]:
        path([(start, 28), (end, 28)])
    box("text", 5.3, 28, 8.6, 9, "text\n“the\ncat”")
    box("tokens", 16.5, 28, 8.6, 9, "tokens\n[ 41,\n7 ]")
    box("embedding", 28, 28, 9.2, 9, "token\nembed-\nding")
    box("positions", 28, 15.5, 9.2, 7, "positions\n0, 1, …")
    path([(32.6, 15.5), (36.3, 15.5), (36.3, 26.2)], "positions")
    plus(36.3, "positions" if "positions" in on else "embedding")
    # One block, drawn open.
    edge, width, dashes = ("#062B4D", 2.4, "-") if "block" in on else (line, 1.2, "--")
    ax.add_patch(
        FancyBboxPatch(
            (42, 16.5),
            46,
            23,
            facecolor="#FAFBFC",
            edgecolor=edge,
            lw=width,
            ls=dashes,
            zorder=1,
            boxstyle="round,pad=0,rounding_size=1.5",
        )
    )
    note(75, 18.6, "one block, repeated N times", "block")
    for start, end in [(44, 45), (49, 51.2), (61.2, 64.2), (67.6, 69.2), (73.2, 74.6), (82.4, 83.4)]:
        path([(start, 28), (end, 28)])
    box("norm", 47, 28, 4, 9, "Layer\nNorm", 7.5)
    for shift in (1.8, 0.9):
        box("heads", 56.2 + shift, 27 + shift, 10, 12, "", z=2.4 - shift / 10)
    box("attention", 56.2, 27, 10, 12, "", z=3)
    ink = style("attention")[2]
    ax.text(
        56.2,
        30.2,
        "causal\nattention",
        ha="center",
        va="center",
        fontsize=9,
        color=ink,
        zorder=5,
        weight="bold" if "attention" in on else "normal",
    )
    for row in range(4):  # the causal mask: each row is a query, filled where it may look
        for column in range(4):
            seen = "#F0B429" if {"mask", "attention"} & on else "#B4BEC8"
            ax.add_patch(
                Rectangle(
                    (53.8 + 1.2 * column, 26.1 - 1.2 * row),
                    1.2,
                    1.2,
                    zorder=5,
                    lw=0.6,
                    facecolor=seen if column <= row else "white",
                    edgecolor="#39424A",
                )
            )
    note(57, 19.2, "several heads", "heads", 8.5)
    plus(65.9, "residual")
    box("norm", 71.2, 28, 4, 9, "Layer\nNorm", 7.5)
    box("feed_forward", 78.5, 28, 7.8, 9, "feed-\nforward", 9)
    plus(85.1, "residual")
    path([(44, 28), (44, 36.3), (65.9, 36.3), (65.9, 29.8)], "residual")
    path([(68.2, 28), (68.2, 36.3), (85.1, 36.3), (85.1, 29.8)], "residual")
    note(76.7, 38, "residual paths", "residual", 8.5)
    # Out of the blocks.
    box("final_norm", 94.5, 28, 7, 9, "final\nLayer\nNorm", 9)
    box("lm_head", 104, 28, 7, 9, "head\n(to all\ntokens)", 9)
    note(115, 35.5, "next-token\nprobabilities", "probabilities", 9)
    for row, (word, share) in enumerate([("sat", 6.6), ("ran", 4.2), ("is", 2.4), ("of", 0.8)]):
        face, edge, _, _ = style("probabilities")
        ax.add_patch(
            Rectangle(
                (113.5, 30.2 - 2.6 * row),
                share * 0.9,
                1.9,
                edgecolor=edge,
                zorder=3,
                facecolor=face if "probabilities" in on else "#C9D1D9",
            )
        )
        note(113, 31.2 - 2.6 * row, word, "probabilities", 8.5, ha="right")
    # The three loops around it.
    path([(116, 38.5), (116, 46), (5.3, 46), (5.3, 33)], "generation")
    box("generation", 60.5, 46, 52, 5, "generation: choose a token, append it, go again", 9.5)
    path([(116, 21), (116, 10), (65, 10), (65, 16)], "training")
    box("training", 91, 10, 36, 5, "training: compare with the true next token,\nnudge every weight", 9)
    path([(116, 10), (116, 3.4), (40.5, 3.4), (40.5, 22), (42, 22)], "fine_tuning", dashed=True)
    box("fine_tuning", 91, 3.4, 40, 4.4, "fine-tuning: the same, on questions and answers", 9)
    if lit:
        ax.add_patch(Rectangle((1, 2.5), 2.4, 1.9, facecolor=dark, edgecolor="#062B4D"))
        note(4.4, 3.4, "this lesson", size=9, ha="left")
    plt.show()
