// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One translator for each family of architectures.
#pragma once

#include "analysis/binary/image.h"
#include "analysis/features/tokens/builder.h"

namespace symbolon::tokens {

struct Translator {
    Machine machine;
    void (*translate)(const Line &line, Builder &builder) = nullptr;
    bool (*delays)(std::string_view mnemonic) = nullptr; // whether the next instruction runs before the jump
};

Translator x86Translator(bool wide);
Translator armTranslator();
Translator aarch64Translator();
Translator mipsTranslator();
Translator powerpcTranslator();

} // namespace symbolon::tokens
