// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/raw/decodecheck.h"

#include "analysis/disasm/codemap.h"
#include "analysis/disasm/decoder.h"

namespace symbolon::disasm::raw {

namespace {

constexpr std::size_t mostStarts = 256;
constexpr unsigned instructionsEach = 24;
constexpr std::size_t bytesEach = 16 * instructionsEach;

// The bytes from one start, as an image of its own: the decoder keeps tables as large as its image.
Image imageAt(const Blob &blob, const CodeStatistics &code, uint64_t start)
{
    const auto bytes = blob.at(start).first(std::min(blob.at(start).size(), bytesEach));
    Image image;
    image.architecture = code.choice.architecture;
    image.endian = code.choice.endian;
    image.bits = code.choice.architecture == Architecture::X86_64 || code.choice.architecture == Architecture::AArch64
                         || code.choice.architecture == Architecture::Mips64
                         || code.choice.architecture == Architecture::PowerPc64
                     ? 64
                     : 32;
    image.hasSections = false;
    image.regions.push_back({"sample", start, bytes.size(), 0, true, false, {bytes.begin(), bytes.end()}});
    return image;
}

} // namespace

DecodeCheck checkDecoding(const Blob &blob, const CodeStatistics &code, const Work &work)
{
    DecodeCheck check;
    const std::size_t count = std::min(code.starts.size(), mostStarts);
    for (std::size_t n = 0; n < count && !work.stopRequested(); ++n) {
        const uint64_t start = code.starts[n * code.starts.size() / count];
        const Image image = imageAt(blob, code, start);
        const CodeMap map(image);
        Decoder decoder(image, map);
        if (!decoder.valid())
            return check;
        uint64_t at = start;
        for (unsigned step = 0; step < instructionsEach && image.isCode(at); ++step) {
            const Decoded *instruction = decoder.at(at, code.choice.thumb);
            if (!instruction) {
                ++check.undecoded;
                break;
            }
            ++check.decoded;
            at = instruction->end();
            if (instruction->flow == Flow::Return || instruction->flow == Flow::Jump
                || instruction->flow == Flow::IndirectJump)
                break; // data may follow
        }
    }
    return check;
}

} // namespace symbolon::disasm::raw
