// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/stubs.h"

#include "analysis/disasm/values.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace symbolon::disasm {

namespace {

bool holdsStubs(const Region &region)
{
    static constexpr std::array<std::string_view, 9> names = {".plt",          ".plt.sec",     ".plt.got",
                                                              ".iplt",         ".MIPS.stubs",  "__stubs",
                                                              "__symbol_stub", "__auth_stubs", "__picsymbolstub4"};
    return std::ranges::find(names, region.name) != names.end();
}

class StubFinder
{
public:
    StubFinder(Decoder &decoder, Knowledge &knowledge)
        : m_decoder(decoder),
          m_knowledge(knowledge),
          m_image(knowledge.memory.image()),
          m_evaluator(knowledge.memory, decoder)
    {
    }

    // Goes through a section; each run of instructions that ends in a jump to an import is a stub.
    void sweep(uint64_t begin, uint64_t end)
    {
        std::vector<const Decoded *> run;
        const unsigned step = m_decoder.convention().minimalSize;
        for (uint64_t at = begin; at < end;) {
            // i386 fills up what comes before the first stub with zeros, which would decode.
            if (run.empty() && m_image.readInteger(at, std::max(step, 2U)) == 0) {
                at += std::max(step, 2U);
                continue;
            }
            const Decoded *instruction = m_decoder.at(at, false);
            if (!instruction) {
                run.clear();
                at += step;
                continue;
            }
            at = instruction->end();
            if (run.empty() && instruction->has(IsPadding))
                continue;
            run.push_back(instruction);
            if (instruction->flow == Flow::Next && run.size() < 12)
                continue;
            if (instruction->has(HasDelaySlot)) {
                if (const Decoded *slot = m_decoder.at(at, false))
                    at = slot->end();
            }
            if (instruction->flow == Flow::IndirectJump)
                finish(run);
            run.clear();
        }
    }

private:
    [[nodiscard]] std::optional<uint32_t> importOf(const std::vector<const Decoded *> &run, size_t first)
    {
        State state = m_evaluator.entryState(run[first]->address);
        if (m_image.architecture == Architecture::X86 && m_image.gotPlt)
            state.registers[3] =
                Value{.kind = Value::Kind::Constant, .isAddress = true, .offset = static_cast<int64_t>(m_image.gotPlt)};
        for (size_t n = first; n < run.size(); ++n)
            m_evaluator.run(state, *run[n], nullptr);
        const Value &target = state.registers[TargetRegister];
        return target.kind == Value::Kind::Import ? std::optional(static_cast<uint32_t>(target.origin)) : std::nullopt;
    }

    void finish(const std::vector<const Decoded *> &run)
    {
        const auto import = importOf(run, 0);
        if (!import)
            return;
        size_t first = 0;
        // Words of data between stubs decode too: the stub is the shortest end of the run that does the same.
        if (m_image.architecture != Architecture::X86 && m_image.architecture != Architecture::X86_64) {
            while (first + 1 < run.size() && importOf(run, first + 1) == import)
                ++first;
            if (first > 0 && run[first - 1]->has(IsEntryMark))
                --first;
        }
        const uint64_t stub = run[first]->address;
        m_knowledge.stubs.emplace(stub, *import);
        // ARM: bx pc; nop before it is its entry for Thumb code.
        constexpr uint64_t BxPc = 0x4778;
        if (m_image.architecture == Architecture::Arm && m_image.readInteger(stub - 4, 2) == BxPc) {
            m_knowledge.stubs.emplace(stub - 4, *import);
            m_knowledge.thumbStubs.insert(stub - 4);
        }
    }

    Decoder &m_decoder;
    Knowledge &m_knowledge;
    const Image &m_image;
    Evaluator m_evaluator;
};

} // namespace

void findStubs(Decoder &decoder, Knowledge &knowledge)
{
    const Image &image = knowledge.memory.image();
    for (uint32_t n = 0; n < image.imports.size(); ++n) {
        const uint64_t stub = image.imports[n].stub;
        if (stub && (knowledge.code.isCode(stub) || image.kind == FileKind::Relocatable))
            knowledge.stubs.emplace(stub, n);
    }
    StubFinder finder(decoder, knowledge);
    for (const Region &region : image.regions) {
        if (!region.executable || !holdsStubs(region))
            continue;
        finder.sweep(region.address, region.address + region.bytes.size());
        knowledge.code.mark(region.address, region.bytes.size(), CodeMap::Stub);
    }
    // MIPS: before the loader has run, the slot of an imported function holds the address of its stub.
    for (uint32_t n = 0; n < image.imports.size(); ++n) {
        const uint64_t slot = image.imports[n].slot;
        if (!slot || !image.imports[n].function)
            continue;
        const auto held = image.readPointer(slot);
        if (held && knowledge.code.marks(*held) & CodeMap::Stub && image.architecture != Architecture::X86
            && image.architecture != Architecture::X86_64) {
            const Region *region = image.regionAt(*held);
            if (region && region->name == ".MIPS.stubs")
                knowledge.stubs.emplace(*held, n);
        }
    }
}

} // namespace symbolon::disasm
