// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Image loader: any file.
#include "analysis/binary/loader.h"
#include "fuzz.h"
#include "promises.h"

using namespace symbolon;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto image = loadImage({data, size}, {"fuzz", {}, {}, 0, false});
    fuzz::require(!image || fuzz::brokenPromise(*image).empty());
    return 0;
}
