"""A corpus of very short children's tales, made by one table of rules, and a reader that uses the same table.

`make_corpus()` makes the tales. `read_tale(tale)` says whether a text, for instance a sample of a model, is such a
tale: each sentence one of the table's, in an allowed order, and consistent in who has what, who is where, who feels
what. Nothing but the standard library; the same bytes on every machine. `python data/tales.py` writes the files.
"""

import hashlib
import math
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

ALPHABET = "".join(sorted("\n !\"',-.:;?0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
LONGEST = 250  # characters in a tale, its newline not counted
TALES = {"tales.txt": (9_800, 1, False), "tales_validation.txt": (500, 2, True)}  # how many, seed, held-out pairs?
SHA256 = {  # of what make_corpus() gives on every machine, in ASCII; a changed rule needs new ones
    "tales.txt": "8170137629dae444fc755dd682d5c8e4c6761c54ee697503e222a3d03322aa0d",
    "tales_validation.txt": "7301cbf401324909c279d7d321e359b280c9d0bb86bec852ca45c2c0bf379026",
}

_PEOPLE = """Mia Eva Anna Lily Nora Zoe Ida Rosa Emma Ella Maya Ruby Lucy Clara Alma Tara Iris Hanna
Tom Ben Max Leo Finn Otto Paul Noah Sam Hugo Jack Omar Karl Theo Luca Adam Emil Ravi"""
GIRLS, BOYS = map(str.split, _PEOPLE.splitlines())
NAMES = GIRLS + BOYS

# A thing: what it may look like; its kinds, which decide the sentences that it can stand in. `small` fits in a pocket.
_THINGS = """
kite: red blue yellow paper; toy made | ball: red blue striped little; toy | boat: wooden white little paper; toy made
doll: little wooden old; toy made | teddy: brown fluffy old; toy | train: wooden green tin; toy
hoop: wooden yellow big; toy | drum: little tin red; toy | puzzle: wooden big new; toy
apple: red green juicy; food fruit | pear: ripe yellow juicy; food fruit | plum: ripe sweet blue; food fruit
peach: ripe soft juicy; food fruit | bun: warm sweet fresh; food baked | cookie: big round crunchy; food baked
muffin: warm sweet fresh; food baked | pancake: warm golden sweet; food baked | scarf: woolly striped long; warm
coat: thick blue woolly; warm | blanket: soft woolly old; warm | sweater: thick green striped; warm
lamp: little old bright; light | lantern: paper old bright; light | kitten: grey tiny fluffy; pet
puppy: brown little fluffy; pet | duckling: yellow tiny fluffy; pet | rabbit: white brown little; pet
lamb: white little woolly; pet | shell: pink white shiny; gem small | feather: white blue long; gem
pebble: round smooth grey; gem small | coin: golden silver old; gem small | marble: green glass shiny; gem small
button: golden blue round; gem small | ring: silver golden tiny; gem small | key: old silver tiny; gem small
flute: wooden silver old; music pipe | whistle: tin silver wooden; music pipe small
bell: silver little golden; music | book: thick old new; book
"""
_THINGS = [re.split("[:;]", thing) for thing in re.split(r" \| |\n", _THINGS.strip())]
NOUNS = [noun for noun, _, _ in _THINGS]
LOOKS = {noun: looks.split() for noun, looks, _ in _THINGS}
KINDS = {noun: frozenset([noun, *kinds.split()]) for noun, _, kinds in _THINGS}

_PLACES = """in the barn, in the forest, in the garden, in the park, in the meadow, in the attic, in the orchard,
in the castle, in the yard, at the pond, at the river, at the market, at the mill, at the school, at the bakery,
at the lake, at the station, at the fair, on the hill, on the beach, on the bridge, on the farm, by the well,
under the old oak"""
PLACES = re.split(r",\s", _PLACES)
TO = {place: "to " + place[place.index("the") :] for place in PLACES}

TIMES = {  # the sky, which later sentences must suit: phrases that open a tale
    "plain": ["One day", "One morning", "One afternoon", "On Monday", "After school", "Yesterday"],
    "sun": ["One sunny morning", "One fine day", "One summer day"],
    "wind": ["One windy day", "One stormy morning"],
    "rain": ["One rainy day", "One rainy afternoon"],
    "snow": ["One snowy day", "One winter morning"],
    "night": ["One dark evening", "Late one evening", "One night"],
}
SKY = {phrase: sky for sky, phrases in TIMES.items() for phrase in phrases}

NEEDS = {  # need: the kinds of things that help; the skies it may arise under; why (% is the person)
    "hungry": ("food", "plain sun wind rain snow", "[{%.he} had no lunch|{%.he} had walked so far|the soup was burnt]"),
    "cold": ("warm", "wind snow night", "[the wind was icy|{%.he} had no coat|{%.his} shoes were wet]"),
    "afraid": ("light", "night", "[it was so dark|the moon was hidden|{%.he} heard an owl|something creaked]"),
    "lonely": ("pet", "plain sun rain snow", "[{%.he} was new in town|{%.his} friends were away|nobody was home]"),
    "bored": ("toy music book", "plain rain snow", "[nobody had time|{%.his} friends were ill|nobody would play]"),
}

# The table of rules. A header says: states in which it may come -> the state after it | what must hold | what changes.
# Under it stand its sentences, " / " between two; "gem pet: ..." is for such things only. A is who has X (or needs it,
# or has lost it), B the one beside, C who was beside before; P a place, T a time. {A*} may turn into "he", {A+} into
# "him", {X*} into "it"; {X!} is "a red kite", {X~} "red kite", {Xa} "a kite", {X-} "kite"; [a|b] is a choice. `before`
# and `after` steer only the maker, by the characters told so far; `times 3` makes it choose a rule that more often.
TABLE = """
start -> alone | new A; new X; new P | A at P; A finds X P
gem pet: {T}, {A} found {X!} {P}. / {T}, {A} went {P>} and found {X!} there.
pet: {T}, {A} heard a [small|strange|soft] sound {P}. It was {X!}, so {A.he} picked it up.
start -> alone | new A; new X; new P; under plain sun snow | A at P; A finds X P
gem pet: {T}, {A} was playing {P} when {A.he} found {X!}.
start -> alone | new A; new X | A gets X
gem: A [bird|crow] dropped {X!} right in front of {A}. / {T}, {A} looked down. There lay {X!}!
pet: {T}, {X!} followed {A} and would not go away. / {T}, {X!} sat at {A}'s door. {A} let it in.
toy music book light: {T}, {A} opened an old [box|chest] and found {X!}. / {T}, {A} looked under the bed and found {X!}.
toy music book light warm: {A} had {X!}. / {A} had {X!} and took it everywhere. / {A} had {X!} and loved it dearly.
toy music book light warm: {A} got {X!} from [Grandma|Grandpa]. / For {A.his} birthday, {A} got {X!}.
toy music book light warm: A parcel came for {A}. In it was {X!}. / {A} got {X!} from {A.his} [aunt|uncle].
toy music book light warm: {A} saved every penny and bought {X!}.
made: {A} worked all [day|week] and made {X!}. / {A} made {X!} with Grandpa's help.
scarf sweater blanket: {A} had {X!} that Grandma had knitted.
food: {A} had {X!} for lunch. / {T}, {A} carried {X!} in a basket.
start -> alone | new A; new X; under plain sun wind | A gets X
fruit: {T}, {A} picked {X!} from the tree. / {T}, {X!} fell right into {A}'s hands.
baked: {T}, {A} baked {X!}. / {T}, {A} came out of the bakery with {X!}.
start -> need | new A; under $skies | A wants $need
{T}, {A} was $need $because. / Poor {A} was $need $because.
start -> need | new A; new P; under $skies | A at P; A wants $need
{T}, {A} sat {P}. {A.He} was $need $because.
start -> lost | new A; new X; new P | A gets X; A at P; A loses X
toy music book light warm: {T}, {A} lost {A.his} {X~} {P}.
start -> lost | new A; new X; once mislaid | A gets X; A loses X
toy music book light warm gem: {T}, {A} could not find {A.his} {X~} [anywhere|any more].
start -> lost | new A; new X | A gets X; A loses X
pet: {T}, {A}'s {X~} ran away. / {T}, {A} left the door open, and {A.his} {X~} ran [off|away].
start -> met | new A; new B; new X; new P; under plain sun snow | A at P; B at P; A finds X P
gem: {T}, {A} and {B} played hide-and-seek {P}. Behind a [bush|wall], {A} found {X!}.
gem pet: {T}, {A} and {B} saw {X!} {P}. {A} was faster and picked it up.
start -> met | new A; new B; new X; once race | A gets X
toy gem baked: {A} and {B} ran a race, and {A} won {X!}.
start -> present | new A; new B; new X | A gets X
toy music book warm gem: {T}, it was {B}'s birthday, and {A} had {X!} for {B.him}.
made baked: {T}, {A} made {X!} for {B}.
start -> ring | new A; new B; new C; new X; times 4 | A gets X
toy music: {A}, {B} and {C} played with {X!}. {A} had it first.
start -> ring | new A; new B; new C; new X; new P; under plain sun snow; times 4 | A gets X; A at P; B at P; C at P
toy gem: {T}, {A} took {X!} {P>}. {B} and {C} were there.
start -> trade | new A; new B; new X toy gem music book; new Y toy gem music book | A gets X; B gets Y
{A} had {X!}, and {B} had {Y!}.
start -> trade | new A; new B; new X toy gem music; new Y toy gem music; under sun wind rain snow | A gets X; B gets Y
{T}, {A} brought {X!} to school, and {B} brought {Y!}.
start -> wish | new A; new X |
toy music pet book: {A} wanted {X!} more than anything. / {A} [dreamed of|wished for] {X!}.
wish -> ask | A lacks X; new B | B joins A; B gets X; A is B; B is A
{B} had one. / Then {A*} met {B}, who had one. / {A.His} friend {B} had one.
wish -> alone | A lacks X | A gets X
{A*} saved every penny and bought one. / On {A.his} birthday, {A*} got one! / Then {A*} got one from Grandma.
made: So {A*} made one all alone.
alone glad -> alone | A has X; once move; new P; before 65 | A at P
{A*} took {X*} {P>}. / Then {A*} took {X*} {P>}.
small: {A*} put {X*} in {A.his} pocket and [went|walked|ran] {P>}.
pet: {A*} carried {X*} {P>}. / {X} followed {A+} {P>}.
alone -> alone | A has X; once joy; before 65 |
toy: {A*} played with {X*} all morning. / {A*} showed {X*} to everybody.
boat: {A*} let {X*} swim in a big puddle.
drum: {A*} beat {X*} until the windows shook.
small: {A*} turned {X*} round and round. / {A*} washed {X*} until it shone.
pet: {A*} gave {X*} [some milk|a name|a soft bed]. / {X} looked up at {A+} with round eyes.
pipe: {A*} played a [song|little tune] on {X*}.
bell: {A*} rang {X*}, and all the [birds|dogs] answered.
book: {A*} read {X*} [twice|from end to end].
light: {A*} lit {X*}, and everything looked golden.
alone -> alone | A has X; once joy; under plain sun wind; before 65 |
kite: {X} danced [high|far] above the [trees|roofs].
alone -> alone | A has X; A calm; before 65 |
toy: {A*} was happy because {X*} was such fun. / {A*} was proud because nobody else had one.
gem: {A*} was happy because {X*} was so pretty. / {A*} was glad because {X*} would bring luck.
pet: {A*} was happy because {X*} was so [soft|tame]. / {A*} was glad because {X*} liked {A.him}.
food: {A*} was happy because {X*} smelled so good.
music: {A*} was happy because {X*} sounded so [sweet|clear].
book: {A*} was happy because {X*} was full of [stories|pictures].
light: {A*} was happy because {X*} shone so brightly.
warm: {A*} was happy because {X*} was so cosy.
alone -> alone | A has X; new Y small; before 65 | A gets Y; X is Y; Y is X
coat: In its pocket, {A*} found {Y!}.
book: Between its pages lay {Y!}.
alone -> met | A has X; new B | B joins A
{B} came [by|along]. / Soon {A*} met {B}. / {A*} showed {X*} to {B}.
alone -> met | A has X; A placed; new B | B joins A
There {A*} met {B}. / {B} was there, too.
alone -> met | A has X; new B; new P; once move | A at P; B joins A
{A*} took {X*} {P>} and met {B} there.
glad -> met | A has X; new B; before 120; times 4 | B joins A
{B} came [by|along]. / On the way home, {A*} met {B}.
glad -> met | A has X; A with C; new B; before 120 | B joins A
Then {B} joined them.
met -> ask | A has X; A with B |
"What a [lovely|fine|wonderful] {X-}!" said {B}. / "May I have {X}?" asked {B}. / "Oh, {Xa}!" cried {B}.
{B} looked at {X*} with big eyes. / It was {B}'s birthday. / {B*} liked {X*} very much.
toy music pet gem book: {B} had always wanted {Xa}. / {B*} could not take {B.his} eyes off {X}.
met -> ask | A has X; A with B; B calm |
toy pet music gem book: {B*} was sad because {B.he} had no {X-}.
toy music light: {B*} was sad because {B.his} own {X-} was broken.
met -> ask | A has X; A with B; B calm; told race; times 4 |
{B*} was sad because {B.he} had lost the race.
met -> borrow | A has X; A with B; times 2 |
toy music book light warm: "May I [try|borrow] {X}?" asked {B}. / {B*} wanted to try {X*}, [too|just once].
met -> help | A has X; A with B; B content; under $skies; X is $helps; times 3 | B wants $need
{B*} was $need $because.
met -> trade | A has X; A with B; new Y toy gem music book | B gets Y
toy gem music book: {B*} had {Y!}. / {B*} showed {A+} {Y!}.
met -> glad | A has X; A with B |
toy pet: They played with {X*} all afternoon.
met -> fed | A has X; A with B | X gone
food: {A*} broke {X*} in two, and they shared it. / They shared {X*} to the last bite.
met -> tease | A has X; A with B; times 3 | B borrows X; A is B; B is A
small: {B*} hid {X*} in one hand. "Which one?" {B.he} asked.
tease -> glad | A has X; A with B | B borrows X; A is B; B is A
{B*} guessed right and got {X*} back. / {B*} chose the left hand. There it was!
tease -> gave | A has X; A with B | A gets X
{B*} chose the wrong hand. "Then keep it!" {B.he} said and laughed.
met -> taken | A has X; A with B; times 2 | B borrows X; A is B; B is A
pet: {X} ran to {B} and would not leave {B.him}. / {X} jumped right into {B}'s arms.
taken -> gave | A has X; A with B | A gets X
"It likes you," said {B}. "You may keep it." / {B*} let {A+} keep it.
taken -> glad | A has X; A with B | B borrows X; A is B; B is A
"Come back!" called {B}, and {X} ran back to {B.him}. / {A*} laughed and gave {X*} back to {B}.
ask -> wait | A has X; A with B; before 120 |
{A*} had to think [about it|for a while]. / {A*} did not want to give {X*} away at first.
wait -> gave | A has X; A with B | B gets X; A is B; B is A
But then {A*} gave {X*} to {B}. / But then {A*} gave {B+} {X}. / In the end, {A*} gave {X*} to {B}.
wait -> glad | A has X; A with B |
"No," {A.he} said at last, "but we can share it."
ask -> gave | A has X; A with B | B gets X; A is B; B is A
{A*} gave {X*} to {B}. / {A*} gave {B+} {X}. / "It is yours," said {A} and gave {X*} to {B}. / So {A*} gave {B+} {X}.
"You may have it," said {A} [kindly|with a smile]. / {A*} put {X*} into {B}'s hands. / "For you!" said {A} to {B}.
ask -> traded | A has X; A with B; new Y gem fruit baked toy | B gets X; A gets Y; X is Y; Y is X
{A*} gave {X*} to {B} and got {Y!} for it.
ask -> glad | A has X; A with B |
toy pet: "We can play with it together," said {A}.
present -> present | A has X; A with B; once hide; before 90 |
"Guess what I have!" said {A}. / {A*} hid {X*} behind {A.his} back.
present -> gave | A has X; A with B | B gets X; A is B; B is A
"This is for you," said {A} and gave {X*} to {B}. / {A*} gave {B+} {X} and a kiss. / {A*} put {X*} beside {B}'s bed.
{B*} could hardly wait. At last {A} gave {B.him} {X}.
ring -> ring | A has X; A with B; any B; before 150; times 4 | B borrows X; A is B; B is A
{A*} [gave|handed] {X*} to {B}. / Then it was {B}'s turn. / Then {B} wanted it, and {A} gave it to {B.him}.
ball hoop: {A*} [threw|rolled] {X*} to {B}.
ring -> glad | A has X; after 110 |
"Now it is mine!" said {A}, and everybody laughed. / Then it was time to stop.
ring -> end | A has X; after 110 | A home
"Keep it until tomorrow," they said to {A}, and {A.he} took it home.
ring -> end | A has X; after 110 | everybody home
Then it got dark, and they all went home.
borrow -> lent | A has X; A with B | B borrows X; A is B; B is A
{A*} lent {X*} to {B}. / "Of course," said {A} and lent {B+} {X}. / "Yes, but bring it back," said {A}.
lent -> glad | A has X; A with B; B owns X | B gets X; A is B; B is A
Soon {A*} gave {X*} back to {B}. / In the evening, {A*} gave {X*} back. / {A*} took good care of it and gave it back.
lent -> lent | A has X; B owns X; once joy; before 130 |
toy music: {A*} had great fun with {X*}.
lent -> gave | A has X; A with B; B owns X | A gets X
"You may keep it," said {B}. / {B*} saw how much {A} liked {X*} and let {A.him} keep it.
lent -> lent | A has X; A with B; B owns X; new C; before 140; times 4 | C joins A; C borrows X; A is C; C is A
Then {A*} lent {X*} to {C}, too. / {A*} passed {X*} on to {C}.
lent -> lost | A has X; A with B; B owns X; A calm; before 100; times 3 | A loses X; A is B; B is A
toy music book light warm: But {A*} lost {X*}. {A.He} was sorry because it was {B}'s.
gave -> glad | A has X; A with B |
"Thank you!" said {A}. / "Thank you, {B}!" said {A}. / {A*} [hugged|thanked] {B+}. / {A*} jumped for joy.
"I will take good care of it," said {A}. / {A*} beamed.
gave -> glad | A has X; A with B; A calm |
{A*} was happy because {B} was so kind. / {A*} was happy because now {A.he} had {Xa}.
gave -> glad | A has X; A with B; B calm |
{B*} was glad because {A} liked {X}.
gave glad -> glad | A has X; A with B; once song |
pipe: {A*} played a song for {B}.
gave -> fed | A has X; A with B | X gone
food: {A*} ate {X*} at once. / {A*} gave half of {X*} to {B}, and it tasted twice as good.
gave back -> glad | A has X; A with B; new Y gem fruit baked | B gets Y
{A*} gave {B+} {Y!} in return. / "And this is for you," said {A} and gave {B} {Y!}.
gave -> glad | A has X; A with B; before 150; times 2 | B gets X; A is B; B is A
But {A*} soon gave {X*} back. "It belongs with you," {A.he} said.
gave glad -> gave | A has X; new B; before 160; times 6 | B joins A; B gets X; A is B; B is A
toy music book light warm gem: Later {A*} gave {X*} to {B}. / Later {A*} gave {X*} to {B}, who was ill.
toy music book light warm gem: Later {A*} passed {X*} on to {B}, who had none.
glad gave -> gave | A has X; A with C; before 170; times 8 | C gets X; A is C; B is A; C is B
Then it was {C}'s turn, and {A} gave {X*} to {C.him}. / {A*} gave {X*} to {C}. "You may have it now," {A.he} said.
trade -> trade | A has X; B has Y; A with B; once like; before 130 |
{A*} liked {Y}, and {B} liked {X}. / "Shall we swap?" asked {B}. / {A*} could not stop looking at {Y}.
trade -> traded | A has X; B has Y; A with B | B gets X; A gets Y; X is Y; Y is X
{A*} gave {B+} {X} for {Y}. / They swapped, so now {A} had {Y} and {B} had {X}. / So {A*} got {Y}, and {B} got {X}.
trade -> gave | A has X; B has Y; A with B | B gets X; A is B; B is A
{A*} gave {X} to {B}, who now had both.
traded -> glad | A has X; A with B |
Both were happy. / They shook hands. / "Now we are both happy," said {B}.
traded -> glad | A has X; A with B; A calm |
{A*} was happy because {X} was just right.
traded -> glad | A has X; B has Y; A with B; before 160; times 2 | B gets X; A gets Y; X is Y; Y is X
But soon {A*} missed {Y}, so they swapped back. / A little later, they swapped back.
alone glad -> lost | A has X; under plain wind; before 65 | A loses X
kite scarf feather: But the wind blew {X*} away.
alone glad -> lost | A has X; before 65 | A loses X
ball hoop marble: But {X*} rolled [away|into the bushes] and was gone.
small: But {X*} fell through a hole in {A.his} pocket.
pet: But {X*} ran off [into the bushes|after a butterfly].
toy book warm light music: But {A*} left {X*} on a bench, and then it was gone.
alone -> need | A has X; A content; before 90 | X gone; A wants hungry
food: But a [goose|goat|crow] ate {X*}! Now {A} was hungry.
lost -> lost | A owns X; X lost; A calm; before 130 |
{A*} was sad because {X*} was gone. / {A*} was sad because {A.he} missed {X*}.
lost -> lost | A owns X; X lost; once look; before 130 |
"Where is my {X-}?" [cried|asked] {A}. / {A*} looked [everywhere|behind every tree|under every stone].
lost -> lost | A owns X; X lost; A with B; once look; before 120 |
{B*} helped {A+} look for it. / "Do not cry," said {B}. "We will find it."
lost -> back | A owns X; X lost | A finds X
At last {A*} found {X*} [under a bush|behind a tree|in the grass].
lost -> back | A owns X; X lost | A borrows X
pet: In the evening, {X*} came back all by itself. / {A*} called, and {X} came running.
lost -> back | A owns X; X lost; told mislaid | A borrows X
small: But {X*} was in {A.his} other pocket all the time!
warm: But {A*} was wearing {X*} all the time!
lost -> back | A owns X; X lost; A with B; times 2 | B finds X; A borrows X
{B*} found {X*} [under a bush|in the grass] and gave it to {A}.
lost -> found | A owns X; X lost; new B; new P; times 2 | B at P; B finds X P; A is B; B is A
{B} found {X*} {P}. / {B} was walking {P} and found {X*}.
found -> found | A has X; once ask; before 150 |
"Whose is this?" asked {A}. / {A*} did not know whose it was.
found -> back | A has X; B owns X | A joins B; B borrows X; A is B; B is A
{A*} [brought|took] {X*} back to {B}. / {A*} knew whose it was and took it to {B}.
found -> claim | A has X; B owns X | B joins A
"That is my {X-}!" [cried|said] {B}.
claim -> back | A has X; A with B; B owns X | B borrows X; A is B; B is A
{A*} gave {X*} back at once. / {A*} smiled and gave {X*} to {B}.
claim -> gave | A has X; A with B; B owns X | A gets X
"But you may keep it," {B.he} said to {A}.
back -> glad | A has X |
{A*} was happy because {X*} was back. / {A*} danced for joy. / "I will never lose you again," said {A}.
back -> glad | A has X; A with B |
"Thank you, {B}!" said {A}. / {A*} [hugged|thanked] {B+}.
need -> need | A needs $need; once sigh; before 90 |
{A*} sighed. / "Oh dear!" said {A}. / {A*} sat down on a step.
need -> help | A needs $need; new X $helps; new B | B joins A; B gets X; A is B; B is A
{B} came [by|along] with {X!}. / Then {A*} met {B}, who had {X!}. / {A*} knocked at {B}'s door. {B} had {X!}.
{B} heard of it and came with {X!}. / "What is the matter?" asked {B}, who had {X!}.
need -> relief | A needs hungry; new X | A gets X
food: In {A.his} bag, {A*} found {X!}.
need -> relief | A needs lonely; new X | A gets X
pet: Then {X!} came and sat down beside {A+}.
need -> relief | A needs bored; new X | A gets X
music book: In {A.his} bag, {A*} found {X!}.
help -> relief | A has X; A with B; X helps B | B gets X; A is B; B is A
{A*} gave {X*} to {B}. / {A*} gave {B+} {X} [at once|with a smile]. / "Take {X}," said {A} and gave it to {B}.
"You need it more than I do," said {A} and gave {X*} to {B}. / {A*} did not think long and gave {X*} to {B}.
help -> fed | A has X; A with B; B needs hungry | X gone; B healed
{A*} shared {X*} with {B}.
relief -> fed | A has X; A needs hungry | X gone; A healed
{A*} ate {X*} and was [happy|full] again. / {A*} ate {X*} to the last bite.
relief -> fed | A has X; A with B; A needs hungry | X gone; A healed
{A*} ate {X*}. "That was the best {X-} in the world!" {A.he} said.
relief -> glad | A has X; A needs cold | A healed
{A*} wrapped {X*} around {A.his} shoulders and was warm again. / Soon {A*} was warm from head to toe.
relief -> glad | A has X; A needs afraid | A healed
Now {A*} could see the way. / {A*} held {X*} high, and the dark was not so bad.
Now {A*} saw that the ghost was only a [tree|coat|bush].
relief -> glad | A has X; A needs lonely | A healed
{A*} stroked {X*} and was not lonely any more. / {X} curled up beside {A+}. Now {A} had a friend.
relief -> glad | A has X; A needs bored | A healed
{A*} had fun with {X*} until supper. / {A*} was not bored any more.
toy: {A*} played with {X*} and forgot the time.
book: {A*} read {X*} until supper.
pipe: {A*} learned a song on {X*}.
gave glad fed traded back -> end | A with B | A home; B home
They went home together. / They walked home [hand in hand|arm in arm]. / They sang all the way home.
{A*} took {B+} home for [supper|tea|soup].
gave glad fed traded back -> end | A with B |
From that day on, {A} and {B} were friends. / {A} and {B} laughed until supper. / They promised to meet again.
"You are a good friend," said {A}. / "What a [lovely|wonderful] day!" said {B}. / "Come again tomorrow!" called {B}.
gave glad fed traded back -> end | A with B | A leaves; B leaves
They said goodbye and waved. / It was late, so they said goodbye. / {B*} waved until {A} was out of sight.
gave glad -> end | A has X | A home
toy gem music book light warm: That night, {X} lay beside {A}'s bed. / {A*} took {X*} home and showed it to Mother.
small: {A*} fell asleep with {X} in {A.his} hand.
pet: That night, {X} slept at the foot of {A}'s bed. / {A*} took {X*} home in {A.his} arms.
gave glad -> end | A has X |
toy gem music book light warm: {A*} kept {X*} for ever. / {A*} kept {X*} and often thought of that day.
toy gem music book light warm pet: {A*} drew a picture of {X*}.
pet: {A*} called it [Pip|Biscuit|Cloud|Star]. / {A*} sang to {X*} until it slept.
glad back -> end | A has X; told lost |
{A*} never lost it again.
glad fed -> end | A here | A home
{A*} went home [with a smile|singing]. / {A*} went home and told Grandma all about it.
gave glad fed back -> end | A here |
And all was well.
gave glad fed traded back -> end | under rain |
And look, the rain had stopped!
gave glad fed traded back -> end | under snow |
And the snow fell softly.
gave glad fed traded back -> end | A with B; under night |
The moon smiled down on them.
"""


def held_out(name, noun):
    """Is this pair kept for validation? One in ten is: no training tale has both this person and this thing in it."""
    return (NAMES.index(name) + 3 * NOUNS.index(noun)) % 10 == 0


_HELD_OUT = {a: {x for x in NOUNS if held_out(a, x)} for a in NAMES}
_HELD_OUT.update({x: {a for a in NAMES if held_out(a, x)} for x in NOUNS})


class _World:
    """All that a tale has told so far."""

    def __init__(self):
        self.state, self.sky, self.role = "start", "plain", {}  # role: whom or what A, B, C, X, Y mean
        self.at, self.need = {}, {}  # person: the place, or "" where none was told; person: what is missing
        self.has, self.owner = {}, {}  # thing: who has it, "" when it is lost, None when it is no more; whose it is
        self.looks, self.means = {}, {}  # thing: its adjective; "he", "she", "it": whom or what it means now
        self.done, self.log = frozenset(), ()  # what is told but once; what happened: (verb, person, …)

    def copy(self):
        new = _World.__new__(_World)
        new.__dict__ = {key: value.copy() if type(value) is dict else value for key, value in self.__dict__.items()}
        return new

    def gets(self, a, x):
        self.log += (("got", a, x, self.has.get(x) or ""),)
        self.has[x] = a

    def finds(self, a, x, place=""):
        self.gets(a, x)
        self.owner.setdefault(x, a)
        self.log += (("found", a, x, place),)

    def loses(self, a, x):
        self.has[x], self.done = "", self.done | {"lost"}
        self.log += (("lost", a, x),)


_TESTS = {  # what a header may ask for: a test on the world, and what is wrong when it fails
    "has": (lambda w, a, x: w.has.get(x) == a, "{0} does not have the {1}"),
    "lacks": (lambda w, a, x: x not in w.has, "the {1} is there already"),
    "owns": (lambda w, a, x: w.owner.get(x) == a, "the {1} does not belong to {0}"),
    "lost": (lambda w, x: w.has.get(x) == "", "the {0} is not lost"),
    "is": (lambda w, x, *kinds: not KINDS[x].isdisjoint(kinds), "one cannot say that of the {0}"),
    "here": (lambda w, a: a in w.at, "{0} is not in the tale"),
    "with": (lambda w, a, b: a != b and w.at.get(a, 0) == w.at.get(b, 1), "{0} and {1} are not together"),
    "placed": (lambda w, a: w.at[a] != "", "it was not told where {0} is"),
    "needs": (lambda w, a, need: w.need.get(a) == need, "{0} is not {1}"),
    "content": (lambda w, a: a not in w.need, "{0} needs something else"),
    "helps": (lambda w, x, a: a in w.need and not KINDS[x].isdisjoint(_HELPS[w.need[a]]), "the {0} does not help {1}"),
    "calm": (lambda w, a: not any(event[:2] == ("felt", a) for event in w.log), "it was told how {0} feels"),
    "once": (lambda w, word: word not in w.done, "that was told before"),
    "told": (lambda w, word: word in w.done, "something else should have been told before"),
    "under": (lambda w, *skies: w.sky in skies, "that does not suit the weather"),
}
_EFFECTS = {  # what a header may change
    "gets": lambda w, a, x: (w.gets(a, x), w.owner.update({x: a})),
    "borrows": _World.gets,
    "finds": _World.finds,
    "loses": _World.loses,
    "gone": lambda w, x: w.has.update({x: None}),
    "at": lambda w, a, p: w.at.update({a: p}),
    "joins": lambda w, a, b: w.at.update({a: w.at[b]}),
    "home": lambda w, a: w.at.update(dict.fromkeys(w.at if a == "everybody" else [a], "at home")),
    "leaves": lambda w, a: w.at.update({a: ""}),
    "wants": lambda w, a, need: w.need.update({a: need}),
    "healed": lambda w, a: w.need.pop(a),
    "marks": lambda w, word: setattr(w, "done", w.done | {word}),
}
_MEANT = {**dict.fromkeys(GIRLS, "she"), **dict.fromkeys(BOYS, "he"), **dict.fromkeys(NOUNS, "it")}
_HELPS = {need: helps.split() for need, (helps, _, _) in NEEDS.items()}
_SLOT, _CHOICE = re.compile(r"\{(\w)([^}]*)\}"), re.compile(r"\[([^][]*)\]")
_FEELS, _WHY = re.compile(r"\{(\w)[^}]*\} was [^{}]*because"), re.compile(r"was (\w+) (because [^.!?]+)")
_FORMS = {".he": ("he", "she"), ".He": ("He", "She"), ".him": ("him", "her"), ".his": ("his", "her")}
_FORMS[".His"] = ("His", "Her")
_NAME = r"(?!(?:She|He|It|The)\b)[A-Z][a-z]+"
_SEEN_AS = {  # slot: what the reader looks for
    **{"T": "|".join(SKY), "P": "|".join(PLACES), "P>": "|".join(TO.values())},
    **{"A": _NAME, "A*": _NAME + "|she|he", "A+": _NAME + "|her|him"},
    **{"X": "the [a-z]+", "X*": "the [a-z]+|it", "X-": "[a-z]+", "Xa": "an? [a-z]+"},
    **{"X!": "an? [a-z]+ [a-z]+", "X~": "[a-z]+ [a-z]+"},
    **{"A" + form: "|".join(words) for form, words in _FORMS.items()},
}


def _a(words):
    return ("an " if words[0] in "aeiou" else "a ") + words


class _Rule:
    """A header of the table with the sentences of one line; `need` fills in `$need`, `kinds` are the line's."""

    def __init__(self, header, kinds, texts, need):
        helps, skies, why = NEEDS.get(need, ("", "", ""))
        for word, meaning in (("$need", need), ("$skies", skies), ("$helps", helps)):
            header = header.replace(word, meaning)
        self.header = header
        (states, *clauses), self.kinds = (part.strip() for part in header.split("|")), frozenset(kinds.split())
        self.start, self.to = states.split("->")[0].split(), states.split("->")[1].strip()
        self.new, self.any, self.needs, self.effects, self.roles = {}, None, [], [], {}
        self.skies, self.before, self.after, self.times = list(TIMES), 10**9, 80 * (self.to == "end"), 1
        for words in filter(None, map(str.split, clauses[0].split(";"))):
            if words[0] in ("before", "after", "times"):
                setattr(self, words[0], int(words[1]))
            elif words[0] == "any":
                self.any = words[1]
            elif words[0] == "new":
                self.new[words[1]] = frozenset(words[2:])
            elif words[0] == "under" and self.start == ["start"]:
                self.skies = words[1:]
            else:
                verb = words.pop(words[0] not in _TESTS)
                self.needs.append((*_TESTS[verb], words))
                if verb == "once":
                    self.effects.append((_EFFECTS["marks"], words))
        for words in filter(None, map(str.split, clauses[1].split(";"))):
            verb = words.pop(1)
            if verb == "is":  # from the next sentence on, this letter means what that one meant
                self.roles[words[0]] = words[1]
            else:
                self.effects.append((_EFFECTS[verb], words))
        if kinds and "X" in self.new:
            self.new["X"] = self.kinds
        self.texts = [text.replace("$need", need).replace("$because", "because " + why) for text in texts.split(" / ")]
        self.texts = [text.replace("%", "B" if "{B" in text else "A") for text in self.texts]
        self.letters = [sorted({letter for letter, _ in _SLOT.findall(text)} & set("ABCXY")) for text in self.texts]
        self.feels = [_FEELS.search(text) for text in self.texts]
        self.patterns = None  # compiled when the reader first needs them

    def carry(self, role):
        """What the letters mean that this rule does not bring in. When a new B comes, the B before becomes C."""
        if not self.new:
            return role
        kept = {letter: value for letter, value in role.items() if letter not in self.new}
        return {**kept, "C": role["B"]} if "B" in self.new and "B" in role else kept

    def wrong(self, w, bound):
        """What keeps the rule from being used in this world, in words; None if nothing does."""
        for test, wrong, names in self.needs:
            if not test(w, *[bound.get(name, name) for name in names]):
                return wrong.format(*[bound.get(name, "somebody" if name in "ABC" else name) for name in names])
        return None

    def tell(self, w, bound, number, sentence):
        """Change the world as the sentence, made from text `number` of this rule or matched with it, says."""
        for letter in self.new:
            if letter in "ABC":
                w.at[bound[letter]] = ""
            elif letter in "XY":
                w.looks[bound[letter]] = bound[letter.lower()]
        if "T" in bound:
            w.sky = SKY[bound.pop("T")]
        for effect, names in self.effects:
            effect(w, *[bound.get(name, name) for name in names])
        if self.feels[number]:
            w.log += (("felt", bound[self.feels[number][1]], *_WHY.search(sentence).groups()),)
        now = {}
        for letter in self.letters[number]:  # a pronoun means whom it can mean here, or nobody if there are two
            word = _MEANT[bound[letter]]
            now[word] = bound[letter] if now.get(word, bound[letter]) == bound[letter] else None
        w.means.update(now)
        roles = {**bound, **{letter: bound.get(old) for letter, old in self.roles.items()}}
        w.state, w.role = self.to, {letter: one for letter, one in roles.items() if one}

    def compiled(self):
        """For each sentence: its number, its regular expression, and the slots in the order of the groups."""
        if self.patterns is None:
            self.patterns = []
            for number, text in enumerate(self.texts):
                pattern = ""
                for piece in re.split(r"(\{[^}]*\}|[][|])", text):
                    if piece.startswith("{"):
                        slot = re.sub("^[BC]", "A", re.sub("^Y", "X", piece[1:-1]))
                        seen = _SEEN_AS[slot]
                        if not pattern:  # at the start of a sentence
                            seen = re.sub(r"\b(the|it|she|he)\b", lambda match: match[0].capitalize(), seen)
                        pattern += f"({seen})"
                    else:
                        pattern += {"[": "(?:", "]": ")", "|": "|"}.get(piece) or re.escape(piece)
                self.patterns.append((number, re.compile(pattern + "(?= |$)"), _SLOT.findall(text)))
        return self.patterns


def _rules():
    """{(state, thing X or None): rules that may come then}, from the table."""
    rules, header = [], ""
    for line in filter(None, TABLE.splitlines()):
        if "->" in line:
            header = line
        else:
            kinds, texts = re.fullmatch(r"(?:([a-z ]+): )?(.*)", line).groups()
            rules += [_Rule(header, kinds or "", texts, need) for need in (NEEDS if "$" in header else [""])]
    index = {(state, x): [] for rule in rules for state in rule.start for x in [None, *NOUNS]}
    for rule in rules:
        for state in rule.start:
            for x in [None, *NOUNS]:
                if x is None or not rule.kinds or "X" in rule.new or rule.kinds & KINDS[x]:
                    index[state, x].append(rule)
    return rules, index


_RULES, _INDEX = _rules()


class _Maker:
    """Draws tales. `nats` is minus the logarithm of the probability of all the choices in the tale drawn last."""

    def __init__(self, seed, held_out):
        self.random, self.held_out, self.nats = random.Random(seed).random, held_out, 0.0

    def pick(self, options):
        self.nats += math.log(len(options))
        return options[int(self.random() * len(options))]

    def tale(self):
        """A tale, or None for one to throw away: too long, or at odds with what is asked about held-out pairs."""
        w, text, self.nats = _World(), "", 0.0
        while w.state != "end":
            rules, header = [], None
            for rule in _INDEX[w.state, w.role.get("X")]:
                if rule.header != header:  # the lines under one header ask for the same
                    header, wrong = rule.header, rule.wrong(w, rule.carry(w.role))
                if not wrong:
                    rules.append(rule)
            rules = [rule for rule in rules if rule.after <= len(text) < rule.before] or rules
            total = sum(rule.times * len(rule.texts) for rule in rules)
            spot = int(self.random() * total)
            for rule in rules:
                if spot < rule.times * len(rule.texts):
                    break
                spot -= rule.times * len(rule.texts)
            self.nats += math.log(total / rule.times)
            number, bound = spot // rule.times, self.bind(w, rule)
            if bound is None:
                return None
            sentence = self.fill(w, rule, rule.texts[number], bound)
            rule.tell(w, bound, number, sentence)
            text += " " * bool(text) + sentence
        due = self.held_out and not any(event[0] == "got" and held_out(*event[1:3]) for event in w.log)
        return None if due or len(text) > LONGEST else text

    def bind(self, w, rule):
        """What the letters mean in this sentence: as before, or drawn where they are new; None if nothing may come."""
        bound = dict(rule.carry(w.role))
        if rule.any:
            bound[rule.any] = self.pick([a for a in w.at if a != bound["A"] and w.at[a] == w.at[bound["A"]]])
        for letter, kinds in sorted(rule.new.items()):  # people before things
            if letter == "P":
                bound["P"] = self.pick([place for place in PLACES if place not in w.at.values()])
                continue
            people = {*w.at, *(bound[c] for c in "ABC" if c in bound)}
            things = {*w.looks, *(bound[c] for c in "XY" if c in bound)}
            closed = set().union(*(_HELD_OUT[one] for one in (people if letter in "XY" else things)))
            if letter in "ABC":
                bound[letter] = self.pick([a for a in NAMES if a not in people and (self.held_out or a not in closed)])
            else:
                free = [x for x in NOUNS if x not in things and not KINDS[x].isdisjoint(kinds)]
                wanted = [x for x in free if (x in closed) == self.held_out]
                if not wanted and not self.held_out:  # say, both lamps are kept from these two people
                    return None
                bound[letter] = self.pick(wanted or free)
                bound[letter.lower()] = self.pick(LOOKS[bound[letter]])
        return bound

    def fill(self, w, rule, text, bound):
        """The sentence: choices made, slots filled."""
        while "[" in text:
            text = _CHOICE.sub(lambda match: self.pick(match[1].split("|")), text)

        def put(match):
            letter, form = match.groups()
            if letter == "T":
                bound["T"] = self.pick([phrase for sky in rule.skies for phrase in TIMES[sky]])
                return bound["T"]
            value = bound[letter]
            if letter == "P":
                return TO[value] if form else value
            if form in _FORMS:
                return _FORMS[form][value in GIRLS]
            if letter in "XY" and form in ("-", "a", "~", "!"):
                words = value if form in "-a" else f"{bound[letter.lower()]} {value}"
                return _a(words) if form in "a!" else words
            pronoun = _MEANT[value]
            said = value if letter in "ABC" else "the " + value
            if form and w.means.get(pronoun) == value:
                word = pronoun if form == "*" else _FORMS[".him"][value in GIRLS]
                said = self.pick((word, word, word, said))
                self.nats -= math.log(3) if said == word else 0  # three of the four options are the same
            return said[0].upper() + said[1:] if match.start() == 0 else said

        return _SLOT.sub(put, text)


def make_tales(count, seed, held_out=False):
    """`count` tales, without newlines, drawn independently; with `held_out`, a held-out pair comes in each of them."""
    maker, tales = _Maker(seed, held_out), []
    while len(tales) < count:
        tale = maker.tale()
        if tale:
            tales.append(tale)
    return tales


def make_corpus():
    """(training text, validation text): one tale a line, each line ended by a newline."""
    return tuple("\n".join(make_tales(*setting)) + "\n" for setting in TALES.values())


def entropy_floor(count=2000, seed=3):
    """The loss in nats per character, newlines counted, below which no model of the training tales can stay.

    It is the entropy of a tale over its mean length, estimated on `count` fresh tales (standard error about 0.5 %):
    minus the logarithm of the probability of all the maker's choices, corrected for the tales that it threw away. That
    is exact, but for chance, where no text can come about in two ways, as holds for every tale of the corpus; else it
    would be an upper bound of the entropy. It is for training tales: a validation tale has a pair of name and thing
    that they never have, so there no model can be held to this figure exactly.
    """
    maker, nats, characters, kept, drawn = _Maker(seed, False), 0.0, 0, 0, 0
    while kept < count:
        tale, drawn = maker.tale(), drawn + 1
        if tale:
            nats, characters, kept = nats + maker.nats, characters + len(tale) + 1, kept + 1
    return (nats + kept * math.log(kept / drawn)) / characters


@dataclass
class Reading:
    """What the reader found: `problem`, None or a sentence that says what is wrong and where, and `questions`."""

    problem: "str | None" = None
    questions: list = field(default_factory=list)  # pairs (question, answer) of strings; none when there is a problem

    @property
    def ok(self):
        return self.problem is None


def read_tale(tale):
    """A `Reading` of any string: is it a whole, consistent tale, and if so, questions with their exact answers."""
    troubles = []
    world = next(_follow(_World(), tale, 0, troubles), None)
    return Reading(max(troubles, key=lambda trouble: trouble[:2])[2]) if world is None else Reading(None, _ask(world))


def _follow(w, tale, start, troubles):
    """The worlds in which `tale` can end from `start` on; `troubles` gathers (how far, how telling, what is wrong)."""
    if w.state == "end" and start > len(tale):
        yield w
        return
    if w.state == "end" or start >= len(tale):
        troubles.append((start, 3, "After its end the tale goes on." if w.state == "end" else "The tale has no end."))
        return

    def trouble(weight, wrong):
        sentence = re.match(r"(?:[^.!?]|[.!?]\"? (?![A-Z\"]))*[.!?]*\"?", tale[start:])[0][:90]
        troubles.append((start, weight, f"{wrong[0].upper()}{wrong[1:]}: {sentence}"))

    for rule in _INDEX[w.state, None]:
        for number, pattern, slots in rule.compiled():
            match = pattern.match(tale, start)
            if match:
                bound, wrong = _bind(w, rule, slots, match.groups())
                wrong = wrong or rule.wrong(w, bound)
                if wrong:
                    trouble(2, wrong)
                else:
                    new = w.copy()
                    rule.tell(new, bound, number, match[0])
                    yield from _follow(new, tale, match.end() + 1, troubles)
    if not troubles or max(troubles)[0] < start:
        known = any(pattern.match(tale, start) for rule in _RULES for _, pattern, _ in rule.compiled())
        trouble(1, "this does not follow here" if known else "no tale has such a sentence")


def _bind(w, rule, slots, found):
    """What the slots of a matched sentence mean: (meanings, None), or (None, what is wrong)."""
    bound, told, later = dict(rule.carry(w.role)), {}, []
    for (letter, form), words in zip(slots, found):
        value, new = words, letter in rule.new
        if words is None:  # a slot in a branch of [a|b] that was not taken
            continue
        if letter == "T" and SKY[words] not in rule.skies:
            return None, "that does not suit the weather"
        if letter == "P" and form:
            value = next(place for place in PLACES if TO[place] == words)
        if letter in "ABC" and (form in _FORMS or words.lower() in ("he", "she", "him", "her")):
            later.append((letter, form, words))  # whom it should mean may only be told later in the sentence
            continue
        if letter in "XY":
            *front, value = words.split()
            if words.lower() == "it":
                value = w.means.get("it")
            if value not in KINDS:
                return None, f'it is not clear what "{words}" means'
            if new == (value in w.looks):
                return None, f"the {value} is " + ("not new" if new else "not in the tale yet")
            if form in ("!", "~") and front[-1] not in LOOKS[value]:
                return None, f"no {value} is {front[-1]}"
            if new and KINDS[value].isdisjoint(rule.new[letter]):
                return None, f"one cannot say that of the {value}"
            if form in ("a", "!") and words != _a(" ".join(words.split()[1:])):
                return None, f'"{words}" has the wrong article'
            bound[letter.lower()] = front[-1] if form in ("!", "~") else bound.get(letter.lower())
        elif letter in "ABC" and new == (value in w.at):
            return None, f"{value} is " + ("in the tale already" if new else "not in the tale yet")
        elif letter in "ABC" and value not in NAMES:
            return None, f"{value} is no name"
        if told.setdefault(letter, value) != value:
            return None, f"{value} should be {told[letter]}"
    bound.update(told)
    if rule.kinds and "X" not in rule.new and not rule.kinds & KINDS.get(bound.get("X"), set()):
        return None, f"one cannot say that of the {bound.get('X', 'thing')}"
    for letter, form, words in later:
        she = words.lower() in ("she", "her")
        if form not in _FORMS:
            bound[letter] = w.means.get("she" if she else "he")
        if bound.get(letter) is None or letter in told and told[letter] != bound[letter]:
            return None, f'it is not clear whom "{words}" means'
        if (bound[letter] in GIRLS) != she:
            return None, f'"{words}" cannot be {bound[letter]}'
        told[letter] = bound[letter]
    return bound, None


def _ask(w):
    """(question, answer) pairs on a whole tale: what holds at its end, and how that came about."""
    pairs = []
    for x, holder in w.has.items():
        got = [event for event in w.log if event[0] == "got" and event[2] == x]
        pairs.append((f"Who has the {x}?", holder or "nobody"))
        if len(got) > 1:
            pairs.append((f"Who had the {x} first?", got[0][1]))
        for a in dict.fromkeys(event[1] for event in got):
            givers = [event[3] for event in got if event[1] == a]
            if len(givers) == 1 and givers[0]:
                pairs.append((f"Who gave the {x} to {a}?", givers[0]))
        for verb, question in (("lost", f"Who lost the {x}?"), ("found", f"Who found the {x}?")):
            who = [event[1] for event in w.log if event[0] == verb and event[2] == x]
            if len(who) == 1:
                pairs.append((question, who[0]))
    for verb, a, *rest in w.log:
        if verb == "found" and rest[1]:
            pairs.append((f"Where did {a} find the {rest[0]}?", rest[1]))
        if verb == "felt" and [event[:3] for event in w.log].count((verb, a, rest[0])) == 1:
            pairs.append((f"Why was {a} {rest[0]}?", rest[1]))
    for a, place in w.at.items():
        if place:
            pairs.append((f"Where is {a}?", place))
        pairs.append((f"What does {a} have?", " and ".join(f"the {x}" for x in w.has if w.has[x] == a) or "nothing"))
    return pairs


def _main():
    """Write both files beside this module and print what they hold."""
    words = set()
    for (name, setting), text in zip(TALES.items(), make_corpus()):
        (Path(__file__).parent / name).write_bytes(text.encode())
        words |= set(re.findall(r"[A-Za-z'-]+", text))
        print(f"{name}: {setting[0]:,} tales, {len(text):,} characters, {hashlib.sha256(text.encode()).hexdigest()}")
    texts = {text for line in TABLE.splitlines() if "->" not in line for text in line.split(" / ")}
    print(f"{len(words)} words, {len(texts)} sentence templates, entropy {entropy_floor():.4f} nats per character")


if __name__ == "__main__" and "__file__" in globals():  # not where a notebook has this module in a cell
    _main()
