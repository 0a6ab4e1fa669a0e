"""Shows a hundred pictures and pages, and puts its text where sizes are not counted: in the kinds of what it shows.

Success: more comes back than a notebook may show.
"""

# %%
import matplotlib.pyplot as plt
from IPython.display import HTML, display

for _ in range(10):
    plt.figure()
    plt.plot([1])
    plt.show()
for number in range(200):
    display(HTML("<p>" + "x" * 10_000))
    display({f"text/{number}" + "k" * 10_000 + str(part): "" for part in range(20)}, raw=True)
