#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Symbolon authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The rows of the paper's table 1 on one data set, one after another, each with the same time of training (pre-training,
# where a row has it, comes on top):
#   model/recipes/table1.sh DATA OUT SECONDS [NAME]...
# Each gets a folder OUT/NAME that "symbolon-train results OUT/*" reads. What is finished is skipped, what was stopped goes
# on. Further settings for all of them: SETTINGS="pool=2000 device=cpu". The program: SYMBOLON_TRAIN.
set -eu
if [ $# -lt 3 ]; then
    sed -n '5,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
recipes=$(dirname "$0")
train=${SYMBOLON_TRAIN:-$recipes/../../build/release/bin/symbolon-train}
data=$1 out=$2 seconds=$3
shift 3
wanted=" $* "

skipped() {
    [ -e "$out/$1/evaluation.csv" ] && return 0
    [ "$wanted" = "  " ] && return 1
    case $wanted in *" $1 "*) return 1 ;; esac
}

# NAME: a method without a network
method() {
    skipped "$1" && return
    echo "$1" >&2
    "$train" evaluate --method "$1" --data "$data" --out "$out/$1" >/dev/null
}

# NAME RECIPE ROW SETTING...
row() {
    name=$1 recipe=$2 text=$3
    shift 3
    skipped "$name" && return
    echo "$name" >&2
    settings=
    for setting in "$@" ${SETTINGS:-}; do
        settings="$settings --set $setting"
    done
    "$train" fit "$recipes/$recipe.conf" --out "$out/$name" --resume --set "data=$data" --set "row=$text" \
        --set "seconds=$seconds" $settings
    "$train" evaluate "$out/$name/best.weights" --data "$data" --out "$out/$name" >/dev/null
}

for each in binpro b2sfinder integers strings; do
    method $each
done
# Code alone; the numbers of the paper are near those of "random negatives", so these draw theirs so too.
code="strings=none integers=none sampler=uniform"
row dpcnn-hbmp paper "DPCNN + HBMP" $code
row full-random paper "full, random negatives" sampler=uniform
row full-norm5 paper "full, norm weighted s=5"
row full-infonce paper "full, InfoNCE" loss=infonce
row best best "ours" batch_packages=0
# Further rows.
row textcnn-hbmp paper "TextCNN + HBMP" source=textcnn $code
row lstm-hbmp paper "LSTM + HBMP" source=lstm source_units=tokens source_vocabulary=8192 source_length=256 \
    source_depth=1 $code
row tree-hbmp paper "Tree-LSTM + HBMP" source=tree source_vocabulary=1024 $code
row dpcnn-mean paper "DPCNN + mean of a block's tokens" block=mean $code
row dpcnn-word2vec paper "DPCNN + word2vec" block=word2vec pretraining=60 $code
row dpcnn-bert paper "DPCNN + BERT" block=bert pretraining=60 $code
row integers-lstm paper "LSTM, integers only" source=none block=none strings=none integers=lstm sampler=uniform
row integers-integerlstm paper "Integer-LSTM, integers only" source=none block=none strings=none sampler=uniform
row strings-lstm paper "hierarchical LSTM, strings only" source=none block=none integers=none sampler=uniform
row full-hard paper "full, hardest negatives" sampler=hard
row full-distance paper "full, distance weighted" sampler=distance
row full-norm05 paper "full, norm weighted s=0.5" norm=0.5
row full-norm2 paper "full, norm weighted s=2" norm=2
