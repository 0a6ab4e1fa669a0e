"""What the tales are made of: people, things, places, weather, needs, and the table of rules that `tales.py` makes them
by and `tale_reader.py` reads them with.
"""

import re

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
