// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Frame records: the first byte chooses the architecture, the second the section, the rest is what it holds.
#include "analysis/disasm/frames.h"
#include "fuzz.h"

using namespace symbolon;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    Image image = fuzz::imageOf(data[0], {data + 2, size - 2});
    image.regions.back().name = fuzz::frameSections[data[1] % 4];
    std::vector<std::string> warnings;
    const disasm::FrameTable table = disasm::readFrames(image, warnings);
    for (const disasm::FrameRecord &record : table.records())
        fuzz::require(image.isCode(record.begin) && table.startingAt(record.begin) == &record);
    return 0;
}
