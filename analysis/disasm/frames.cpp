// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/frames.h"

#include "analysis/disasm/cursor.h"

#include <algorithm>
#include <unordered_map>

namespace symbolon::disasm {

namespace {

// What the call frame instructions up to the first advance say of the canonical frame address: its register
// and its offset. Cold parts differ in this from what the common information starts with.
struct FrameAddress {
    uint64_t reg = 0;
    int64_t offset = 0;
    bool expression = false;
    bool operator==(const FrameAddress &) const = default;
};

struct CommonInformation {
    uint8_t pointerEncoding = 0;
    uint8_t lsdaEncoding = 0xff;
    bool hasAugmentationData = false;
    bool valid = false;
    FrameAddress initial; // what its call frame instructions say
};

void runFrameInstructions(const Image &image, uint64_t at, uint64_t end, FrameAddress &frame)
{
    if (at >= end)
        return;
    Cursor in(image, at, end - at);
    while (in.left() > 0 && !in.failed()) {
        const auto code = static_cast<uint8_t>(in.number(1));
        switch (code >> 6) {
        case 1: // DW_CFA_advance_loc
            return;
        case 2: // DW_CFA_offset
            in.uleb();
            continue;
        case 3: // DW_CFA_restore
            continue;
        default:
            break;
        }
        switch (code) {
        case 0x00: // nop
        case 0x0a: // remember_state
        case 0x0b: // restore_state
        case 0x2d: // window save, negate return address state
            break;
        case 0x01: // set_loc and the long advances
        case 0x02:
        case 0x03:
        case 0x04:
            return;
        case 0x05: // offset_extended, register
        case 0x09:
        case 0x14:
            in.uleb();
            in.uleb();
            break;
        case 0x11: // offset_extended_sf
        case 0x15:
            in.uleb();
            in.sleb();
            break;
        case 0x06: // restore_extended, undefined, same_value
        case 0x07:
        case 0x08:
        case 0x2e: // GNU_args_size
            in.uleb();
            break;
        case 0x0c: // def_cfa
            frame.reg = in.uleb();
            frame.offset = static_cast<int64_t>(in.uleb());
            frame.expression = false;
            break;
        case 0x12: // def_cfa_sf
            frame.reg = in.uleb();
            frame.offset = in.sleb();
            frame.expression = false;
            break;
        case 0x0d: // def_cfa_register
            frame.reg = in.uleb();
            break;
        case 0x0e: // def_cfa_offset
            frame.offset = static_cast<int64_t>(in.uleb());
            break;
        case 0x13: // def_cfa_offset_sf
            frame.offset = in.sleb();
            break;
        case 0x0f: // def_cfa_expression
            in.skip(in.uleb());
            frame.expression = true;
            break;
        case 0x10: // expression, val_expression
        case 0x16:
            in.uleb();
            in.skip(in.uleb());
            break;
        default:
            return;
        }
    }
}

CommonInformation readCommon(const Image &image, uint64_t at, uint64_t end, bool debugFrame)
{
    CommonInformation common;
    Cursor in(image, at, end - at);
    const uint64_t version = in.number(1);
    std::string augmentation;
    for (uint64_t c = in.number(1); c && !in.failed() && augmentation.size() < 16; c = in.number(1))
        augmentation.push_back(static_cast<char>(c));
    if (augmentation == "eh")
        in.skip(in.pointerSize());
    if (version >= 4) {
        in.skip(1); // address size
        in.skip(1); // segment size
    }
    in.uleb(); // code alignment
    in.sleb(); // data alignment
    if (version == 1)
        in.skip(1);
    else
        in.uleb();
    if (!augmentation.empty() && augmentation[0] == 'z') {
        common.hasAugmentationData = true;
        const uint64_t size = in.uleb();
        const uint64_t data = in.address();
        for (const char letter : augmentation.substr(1)) {
            if (letter == 'L') {
                common.lsdaEncoding = static_cast<uint8_t>(in.number(1));
            } else if (letter == 'R') {
                common.pointerEncoding = static_cast<uint8_t>(in.number(1));
            } else if (letter == 'P') {
                const auto encoding = static_cast<uint8_t>(in.number(1));
                in.encoded(image, encoding & 0x7f);
            } else if (letter != 'S' && letter != 'B' && letter != 'G') {
                break;
            }
        }
        in.moveTo(data + size);
    } else if (!augmentation.empty() && augmentation != "eh") {
        return common;
    }
    common.valid = !in.failed() && (version == 1 || version == 3 || version == 4) && (!debugFrame || version != 0);
    if (common.valid)
        runFrameInstructions(image, in.address(), end, common.initial);
    return common;
}

constexpr uint32_t GnuEhFrame = 0x6474e550;
constexpr uint32_t ArmExceptionIndex = 0x70000001;

struct Place {
    uint64_t address = 0;
    uint64_t size = 0;
};

// Without section headers: a program header of this type, read from the ELF header where it lies in memory.
Place programHeader(const Image &image, uint32_t wanted)
{
    if (image.format != FileFormat::Elf || image.readInteger(image.base, 4) == std::nullopt)
        return {};
    const auto magic = image.bytesAt(image.base, 4);
    if (magic[0] != 0x7f || magic[1] != 'E' || magic[2] != 'L' || magic[3] != 'F')
        return {};
    const bool wide = image.bits == 64;
    const unsigned word = image.bits / 8;
    const auto read = [&](uint64_t offset, unsigned size) {
        return image.readInteger(image.base + offset, size).value_or(0);
    };
    const uint64_t table = read(wide ? 32 : 28, word);
    const uint64_t entrySize = read(wide ? 54 : 42, 2);
    const uint64_t count = read(wide ? 56 : 44, 2);
    for (uint64_t n = 0; n < count; ++n) {
        const uint64_t at = table + n * entrySize;
        if (read(at, 4) == wanted)
            return {read(at + (wide ? 16 : 8), word), read(at + (wide ? 40 : 20), word)};
    }
    return {};
}

Place sectionOrHeader(const Image &image, std::string_view name, uint32_t type)
{
    if (const Region *region = image.regionNamed(name))
        return {region->address, region->size};
    return programHeader(image, type);
}

} // namespace

void FrameTable::finish()
{
    std::ranges::stable_sort(m_records, {}, &FrameRecord::begin);
    // The first of equal ones is the more exact (.eh_frame comes first).
    const auto rest = std::ranges::unique(m_records, {}, &FrameRecord::begin);
    m_records.erase(rest.begin(), rest.end());
}

const FrameRecord *FrameTable::holding(uint64_t address) const
{
    const auto after = std::ranges::upper_bound(m_records, address, {}, &FrameRecord::begin);
    if (after == m_records.begin())
        return nullptr;
    const FrameRecord &record = *(after - 1);
    return address < record.end ? &record : nullptr;
}

const FrameRecord *FrameTable::startingAt(uint64_t address) const
{
    const auto found = std::ranges::lower_bound(m_records, address, {}, &FrameRecord::begin);
    return found != m_records.end() && found->begin == address ? &*found : nullptr;
}

void readEhFrame(const Image &image, uint64_t address, uint64_t size, bool debugFrame, FrameTable &table,
                 std::vector<std::string> &warnings)
{
    std::unordered_map<uint64_t, CommonInformation> commons;
    const char *name = debugFrame ? ".debug_frame" : ".eh_frame";
    Cursor in(image, address, size);
    const uint64_t limit = in.address() + in.left();
    while (in.left() >= 4) {
        uint64_t length = in.number(4);
        const bool wide = length == 0xffffffff;
        if (wide)
            length = in.number(8);
        if (length == 0) {
            if (debugFrame)
                continue;
            return;
        }
        const uint64_t body = in.address();
        if (in.failed() || length > in.left()) {
            warnings.push_back(std::string(name) + " ends within a record");
            return;
        }
        const uint64_t end = body + length;
        const uint64_t id = in.number(wide && debugFrame ? 8 : 4);
        const uint64_t commonId = debugFrame ? (wide ? UINT64_MAX : UINT32_MAX) : 0;
        if (id != commonId) {
            const uint64_t commonAt = debugFrame ? address + id : body - id;
            auto known = commons.find(commonAt);
            if (known == commons.end()) {
                CommonInformation common;
                if (commonAt >= address && commonAt < limit) {
                    Cursor head(image, commonAt, limit - commonAt);
                    uint64_t commonLength = head.number(4);
                    const bool commonWide = commonLength == 0xffffffff;
                    if (commonWide)
                        commonLength = head.number(8);
                    const uint64_t commonBody = head.address();
                    if (!head.failed() && commonLength <= head.left())
                        common = readCommon(image, commonBody + (commonWide && debugFrame ? 8 : 4),
                                            commonBody + commonLength, debugFrame);
                }
                known = commons.emplace(commonAt, common).first;
            }
            const CommonInformation &common = known->second;
            if (common.valid) {
                FrameRecord record;
                record.begin = in.encoded(image, common.pointerEncoding);
                const uint64_t range = in.encoded(image, common.pointerEncoding & 0x0f);
                if (common.hasAugmentationData) {
                    const uint64_t dataSize = in.uleb();
                    const uint64_t data = in.address();
                    if (common.lsdaEncoding != 0xff && dataSize > 0)
                        record.lsda = in.encoded(image, common.lsdaEncoding, record.begin);
                    in.moveTo(data + dataSize);
                }
                if (!in.failed() && record.begin && range && range < UINT64_MAX - record.begin) {
                    record.end = record.begin + range;
                    FrameAddress own = common.initial;
                    runFrameInstructions(image, in.address(), end, own);
                    record.part = own != common.initial;
                    if (image.architecture == Architecture::Arm && record.begin & 1) {
                        record.thumb = true;
                        --record.begin;
                        --record.end;
                    }
                    table.add(std::move(record));
                }
            }
        }
        in.moveTo(end);
        if (in.failed())
            return;
    }
}

void readExceptionIndex(const Image &image, uint64_t address, uint64_t size, FrameTable &table)
{
    const auto relative = [](uint64_t at, uint64_t word) { // prel31
        const auto offset = static_cast<int64_t>(word << 33) >> 33;
        return (at + static_cast<uint64_t>(offset)) & UINT32_MAX;
    };
    Cursor in(image, address, size);
    while (in.left() >= 8) {
        const uint64_t at = in.address();
        const uint64_t first = in.number(4);
        const uint64_t second = in.number(4);
        if (first & 0x80000000U)
            return;
        // "Cannot unwind" also ends the range of the function before: no proof of a start.
        if (second == 1)
            continue;
        FrameRecord record;
        record.begin = relative(at, first);
        record.thumb = record.begin & 1;
        record.begin &= ~uint64_t(1);
        if (!(second & 0x80000000U)) {
            // .ARM.extab: the personality, then its unwinding instructions, then the exception table.
            const uint64_t entry = relative(at + 4, second);
            const uint64_t head = image.readInteger(entry, 4).value_or(0x80000000U);
            if (!(head & 0x80000000U)) {
                const uint64_t words = image.readInteger(entry + 4, 4).value_or(0) >> 24;
                record.lsda = entry + 8 + 4 * words;
            }
        }
        table.add(std::move(record));
    }
}

std::vector<LandingPad> readLandingPads(const Image &image, uint64_t lsda, uint64_t functionStart, uint64_t &callSites)
{
    std::vector<LandingPad> pads;
    const Region *region = image.regionAt(lsda);
    if (!region)
        return pads;
    Cursor in(image, lsda, UINT64_MAX);
    uint64_t landingBase = functionStart;
    const auto baseEncoding = static_cast<uint8_t>(in.number(1));
    if (baseEncoding != 0xff)
        landingBase = in.encoded(image, baseEncoding, functionStart);
    if (in.number(1) != 0xff)
        in.uleb(); // distance of the type table
    const auto siteEncoding = static_cast<uint8_t>(in.number(1));
    const uint64_t length = in.uleb();
    if (in.failed() || length > in.left() || siteEncoding & 0x70)
        return pads;
    const uint64_t end = in.address() + length;
    for (; in.address() < end && !in.failed() && callSites > 0; --callSites) {
        LandingPad pad;
        pad.begin = functionStart + in.encoded(image, siteEncoding);
        pad.end = pad.begin + in.encoded(image, siteEncoding);
        const uint64_t distance = in.encoded(image, siteEncoding);
        in.uleb(); // action
        if (in.failed())
            break;
        if (distance == 0)
            continue;
        pad.address = landingBase + distance;
        if (image.architecture == Architecture::Arm)
            pad.address &= ~uint64_t(1);
        if (!image.isCode(pad.address))
            return {};
        pads.push_back(pad);
    }
    return pads;
}

FrameTable readFrames(const Image &image, std::vector<std::string> &warnings)
{
    FrameTable table;
    if (image.kind == FileKind::Relocatable) // its records wait for the linker; it has its symbols
        return table;
    const auto section = [&](std::string_view name) { return image.regionNamed(name); };
    const Region *frame = section(".eh_frame");
    if (!frame)
        frame = section("__eh_frame");
    if (frame) {
        readEhFrame(image, frame->address, frame->size, false, table, warnings);
    } else if (const Place header = sectionOrHeader(image, ".eh_frame_hdr", GnuEhFrame); header.address) {
        Cursor in(image, header.address, header.size);
        const uint64_t version = in.number(1);
        const auto encoding = static_cast<uint8_t>(in.number(1));
        in.skip(2);
        // Data-relative pointers in this section count from its own start.
        const uint64_t at = (encoding & 0x70) == 0x30 ? header.address + in.encoded(image, encoding & 0x0f)
                                                      : in.encoded(image, encoding);
        if (version == 1 && !in.failed() && image.regionAt(at))
            readEhFrame(image, at, UINT64_MAX, false, table, warnings);
    }
    if (const Region *debug = section(".debug_frame"))
        readEhFrame(image, debug->address, debug->size, true, table, warnings);
    if (image.architecture == Architecture::Arm) {
        if (const Place index = sectionOrHeader(image, ".ARM.exidx", ArmExceptionIndex); index.address)
            readExceptionIndex(image, index.address, index.size, table);
    }
    table.finish();
    // Forged records may share one exception table; honest ones have no more call sites than there are bytes.
    uint64_t callSites = 0;
    for (const Region &region : image.regions)
        callSites += region.bytes.size();
    FrameTable kept;
    for (const FrameRecord &record : table.records()) {
        if (!image.isCode(record.begin))
            continue;
        FrameRecord whole = record;
        if (whole.lsda)
            whole.landingPads = readLandingPads(image, whole.lsda, whole.begin, callSites);
        kept.add(std::move(whole));
    }
    if (callSites == 0 && !table.records().empty())
        warnings.emplace_back(
            "the exception tables have more call sites than they have bytes: landing pads are left out");
    return kept;
}

} // namespace symbolon::disasm
