// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Discovery that begins: with what the file itself says of its functions.
#include "analysis/disasm/discovery.h"
#include "analysis/disasm/globalpointer.h"
#include "analysis/disasm/noreturn.h"
#include "analysis/disasm/stubs.h"

#include <algorithm>
#include <array>

namespace symbolon::disasm {

void Discovery::seed()
{
    for (const MappingMark &mark : m_image.marks) {
        if (mark.kind != MappingMark::Kind::Data)
            continue;
        const auto next = std::ranges::upper_bound(m_image.marks, mark.address, {}, &MappingMark::address);
        const uint64_t end = next == m_image.marks.end() ? mark.address + 4 : next->address;
        m_knowledge.code.mark(mark.address, end - mark.address, CodeMap::Marked | CodeMap::Data);
    }
    findStubs(m_decoder, m_knowledge);
    m_knowledge.importNoReturn.resize(m_image.imports.size());
    for (size_t n = 0; n < m_image.imports.size(); ++n)
        m_knowledge.importNoReturn[n] = isNoReturnName(m_image.imports[n].name);
    for (const auto &[address, import] : m_knowledge.stubs) {
        if (m_knowledge.importNoReturn[import])
            m_knowledge.setNoReturn(address);
        addStart(address, Origin::ImportStub, 1, m_knowledge.thumbStubs.contains(address));
    }
    for (const Symbol &symbol : m_image.symbols) {
        if (symbol.kind != Symbol::Kind::Function || !m_knowledge.code.isCode(symbol.address))
            continue;
        addStart(symbol.address, symbol.exported ? Origin::Export : Origin::Symbol, 1, symbol.thumb);
        if (isNoReturnName(symbol.name))
            m_knowledge.setNoReturn(symbol.address);
    }
    const bool arm = m_image.architecture == Architecture::Arm;
    for (const FrameRecord &record : m_knowledge.frames.records()) {
        if (record.part || m_knowledge.code.marks(record.begin) & CodeMap::Stub)
            continue;
        bool thumb = record.thumb;
        if (arm && !thumb) { // .eh_frame of ARM does not tell
            const auto known = m_knowledge.starts.find(record.begin);
            thumb = known != m_knowledge.starts.end() ? known->second.thumb : m_image.thumbEntry;
        }
        addStart(record.begin, Origin::FrameRecord, 1, thumb);
    }
    // What comes to the one it says from where it stands can be nothing but the beginning of a function.
    for (const GlobalPointerSetUp &setUp : findGlobalPointerSetUps(m_image)) {
        if (setUp.value == m_knowledge.memory.globalPointer())
            addStart(setUp.function, Origin::Prologue, 0.95F, false);
    }
    bool thumb = false;
    for (const uint64_t start : m_image.functionStarts) {
        const uint64_t address = entryAddress(start, thumb);
        addStart(address, Origin::FunctionTable, 1, thumb);
    }
    if (m_image.entry) {
        const uint64_t address = entryAddress(m_image.entry, thumb);
        addStart(address, Origin::Entry, 1, thumb || m_image.thumbEntry);
    }
    for (const std::vector<uint64_t> *list : {&m_image.initArray, &m_image.finiArray}) {
        for (const uint64_t pointer : *list) {
            const uint64_t address = entryAddress(pointer, thumb);
            addStart(address, Origin::InitFini, 1, thumb);
        }
    }
}

void Discovery::findMain()
{
    static constexpr std::array<std::string_view, 3> names = {"__libc_start_main", "__uClibc_main",
                                                              "__uClibc_start_main"};
    bool thumb = false;
    const uint64_t entry = entryAddress(m_image.entry, thumb);
    const auto flow = m_flows.find(entry);
    if (flow == m_flows.end())
        return;
    for (const FlowCall &call : flow->second.calls) {
        int64_t import = call.import;
        if (const auto stub = m_knowledge.stubs.find(call.target); stub != m_knowledge.stubs.end())
            import = stub->second;
        std::string_view name;
        if (import >= 0) {
            name = m_image.imports[static_cast<size_t>(import)].name;
        } else {
            const auto symbol = std::ranges::lower_bound(m_image.symbols, call.target, {}, &Symbol::address);
            if (symbol != m_image.symbols.end() && symbol->address == call.target)
                name = symbol->name;
        }
        name = name.substr(0, name.find('@'));
        if (std::ranges::find(names, name) == names.end())
            continue;
        class ArgumentSink : public Sink
        {
        public:
            explicit ArgumentSink(const Convention &convention) : m_convention(convention) { }
            void constant(const Decoded &, const Operation &operation, const Value &value) override
            {
                if (!value.isConstant() || !value.isAddress)
                    return;
                if (!m_convention.argumentsOnStack && operation.destination == m_convention.arguments[0])
                    address = value.number();
                if (m_convention.argumentsOnStack && operation.destination < TargetRegister)
                    m_last = value.number();
                if (m_convention.argumentsOnStack && operation.destination == ScratchRegister)
                    m_last = value.number();
                if (m_convention.argumentsOnStack)
                    address = m_last;
            }
            uint64_t address = 0;

        private:
            const Convention &m_convention;
            uint64_t m_last = 0;
        };
        ArgumentSink sink(m_decoder.convention());
        Evaluator evaluator(m_knowledge.memory, m_decoder);
        m_explorer.evaluate(flow->second, evaluator, sink);
        bool mainThumb = false;
        const uint64_t address = entryAddress(sink.address, mainThumb);
        if (m_knowledge.code.isCode(address) && address != entry) {
            addStart(address, Origin::Call, 1, mainThumb);
            m_main = address;
        }
    }
}

} // namespace symbolon::disasm
