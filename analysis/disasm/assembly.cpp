// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/assembly.h"

#include "analysis/disasm/codedata.h"
#include "analysis/disasm/pointertables.h"
#include "analysis/disasm/references.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace symbolon::disasm {

namespace {

constexpr size_t LongestStub = 6; // instructions of what only jumps on

std::string placeName(uint64_t address)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), address, 16).ptr;
    return "sub_" + std::string(digits.data(), end);
}

class Assembler
{
public:
    Assembler(const std::map<uint64_t, FunctionFlow> &flows, uint64_t mainAddress, const Decoder &decoder,
              const Knowledge &knowledge)
        : m_decoder(decoder), m_knowledge(knowledge), m_image(knowledge.memory.image())
    {
        for (const auto &[entry, flow] : flows)
            noteThunk(flow);
        nameFunctions(mainAddress);
    }

    [[nodiscard]] BinaryFunction assemble(const FunctionFlow &flow, std::vector<DataInCode> data);
    static void linkCalls(Program &program);
    [[nodiscard]] TextAllowance &texts() { return m_texts; }
    [[nodiscard]] bool textsAreCut() const { return m_texts.usedUp(); }

private:
    [[nodiscard]] uint64_t extent(const FunctionFlow &flow) const;
    void nameFunctions(uint64_t mainAddress);
    void noteThunk(const FunctionFlow &flow);
    void addInstruction(const Decoded &decoded, BinaryFunction &function);
    void fillBlocks(const FunctionFlow &flow, BinaryFunction &function);
    void fillCalls(const FunctionFlow &flow, BinaryFunction &function);
    static void addData(std::vector<DataInCode> data, BinaryFunction &function);
    [[nodiscard]] int64_t stubImport(uint64_t address) const
    {
        const auto stub = m_knowledge.stubs.find(address);
        if (stub != m_knowledge.stubs.end())
            return stub->second;
        const auto thunk = m_thunks.find(address);
        return thunk == m_thunks.end() ? -1 : static_cast<int64_t>(thunk->second);
    }
    [[nodiscard]] std::string nameOf(uint64_t address)
    {
        const auto name = m_names.find(address);
        return name == m_names.end() ? std::string() : m_texts.take(name->second);
    }

    const Decoder &m_decoder;
    const Knowledge &m_knowledge;
    const Image &m_image;
    TextAllowance m_texts;
    struct Written { // which of a function's instructions holds a text of the decoder's
        uint64_t function = UINT64_MAX;
        uint32_t text = 0;
        uint32_t instruction = 0;
    };
    std::array<Written, 2048> m_written; // by text, the newest ones
    std::unordered_map<uint64_t, std::string> m_names;
    std::unordered_map<uint64_t, std::vector<std::string>> m_aliases;
    std::unordered_map<uint64_t, uint32_t> m_thunks; // import stubs that stand among the functions
};

// What only jumps to an import, and that nothing but calls speaks for, is a stub that the linker made.
void Assembler::noteThunk(const FunctionFlow &flow)
{
    constexpr Origins own = static_cast<Origins>(Origin::Symbol) | static_cast<Origins>(Origin::Export)
                            | static_cast<Origins>(Origin::FrameRecord) | static_cast<Origins>(Origin::Entry);
    if (flow.blocks.size() != 1 || flow.instructions.size() > LongestStub || flow.calls.size() != 1
        || !flow.calls[0].tail || m_knowledge.starts.at(flow.entry).origins & own)
        return;
    // Through the pointer itself: a jump to another stub is a function that somebody wrote.
    const int64_t import = flow.calls[0].import;
    const bool onlyJumps = std::ranges::all_of(flow.instructions, [&](const Decoded *instruction) {
        return std::ranges::none_of(m_decoder.operations(*instruction), [&](const Operation &operation) {
            return operation.code == Opcode::Compare || operation.code == Opcode::Literal
                   || (m_decoder.convention().arguments.size()
                       && operation.destination == m_decoder.convention().arguments[0]);
        });
    });
    if (import >= 0 && onlyJumps)
        m_thunks.emplace(flow.entry, static_cast<uint32_t>(import));
}

void Assembler::nameFunctions(uint64_t mainAddress)
{
    for (const auto &[address, import] : m_thunks)
        m_names.emplace(address, m_image.imports[import].name);
    // Of several symbols at one address the global one speaks, then the first.
    std::unordered_map<uint64_t, const Symbol *> best;
    for (const Symbol &symbol : m_image.symbols) {
        if (symbol.name.empty() || symbol.kind == Symbol::Kind::Object || !m_knowledge.starts.contains(symbol.address))
            continue;
        const Symbol *&mine = best[symbol.address];
        const auto rank = [](const Symbol &each) {
            return (each.kind == Symbol::Kind::Function ? 2 : 0) + (each.global || each.exported ? 1 : 0);
        };
        if (!mine || rank(symbol) > rank(*mine))
            mine = &symbol;
    }
    for (const auto &[address, symbol] : best)
        m_names.emplace(address, symbol->name);
    for (const auto &[address, import] : m_knowledge.stubs)
        m_names.insert_or_assign(address, m_image.imports[import].name);
    if (mainAddress)
        m_names.emplace(mainAddress, "main");
    for (const Symbol &symbol : m_image.symbols) {
        if (symbol.kind != Symbol::Kind::Function || symbol.name.empty())
            continue;
        const auto name = m_names.find(symbol.address);
        if (name == m_names.end() || name->second == symbol.name)
            continue;
        std::vector<std::string> &others = m_aliases[symbol.address];
        if (std::ranges::find(others, symbol.name) == others.end())
            others.push_back(symbol.name);
    }
}

void Assembler::addInstruction(const Decoded &decoded, BinaryFunction &function)
{
    Written &written = m_written[decoded.text % m_written.size()];
    if (written.function == function.address && written.text == decoded.text
        && written.instruction < function.instructions.size()) {
        function.instructions.repeat(decoded.address, function.instructions[written.instruction]);
        return;
    }
    written = {function.address, decoded.text, static_cast<uint32_t>(function.instructions.size())};
    const Decoder::Text text = m_decoder.text(decoded);
    function.instructions.add(decoded.address, decoded.size, text.mnemonic, text.operands);
}

void Assembler::fillBlocks(const FunctionFlow &flow, BinaryFunction &function)
{
    // The entry's block comes first.
    std::vector<uint32_t> place(flow.blocks.size());
    std::vector<uint32_t> order;
    order.push_back(flow.entryBlock);
    for (uint32_t n = 0; n < flow.blocks.size(); ++n) {
        if (n != flow.entryBlock)
            order.push_back(n);
    }
    for (uint32_t n = 0; n < order.size(); ++n)
        place[order[n]] = n;
    std::map<uint64_t, const FlowSwitch *> switches;
    for (const FlowSwitch &table : flow.switches)
        switches.emplace(table.site->address, &table);
    std::unordered_map<uint64_t, std::vector<int64_t>> casesOf; // of one switch, by target
    function.blocks.reserve(order.size());
    function.instructions.reserve(flow.instructions.size());
    function.edges.reserve(flow.edges.size());
    for (const uint32_t index : order) {
        const FlowBlock &from = flow.blocks[index];
        BasicBlock block;
        block.address = from.address;
        block.size = from.end - from.address;
        block.firstInstruction = static_cast<uint32_t>(function.instructions.size());
        block.instructionCount = from.count;
        const FlowSwitch *table = nullptr;
        for (uint32_t n = 0; n < from.count; ++n) {
            const Decoded &decoded = *flow.instructions[from.first + n];
            addInstruction(decoded, function);
            if (decoded.flow == Flow::IndirectJump) {
                if (const auto known = switches.find(decoded.address); known != switches.end())
                    table = known->second;
            }
        }
        casesOf.clear();
        for (size_t n = 0; table && n < table->targets.size(); ++n)
            casesOf[table->targets[n]].push_back(table->cases[n]);
        for (const FlowEdge &each : flow.edgesOf(from)) {
            Edge edge;
            edge.from = place[index];
            edge.to = place[each.to];
            edge.kind = each.kind;
            if (each.kind == EdgeKind::Switch && table)
                edge.cases = casesOf[flow.blocks[each.to].address];
            function.edges.push_back(std::move(edge));
        }
        function.blocks.push_back(block);
    }
    function.instructions.shrinkTexts();
    for (const FlowSwitch &table : flow.switches)
        function.switches.push_back({table.site->address, table.table, table.cases, table.targets});
}

void Assembler::fillCalls(const FunctionFlow &flow, BinaryFunction &function)
{
    function.calls.reserve(flow.calls.size());
    for (const FlowCall &from : flow.calls) {
        Call call;
        call.address = from.site->address;
        call.tail = from.tail;
        call.target = from.target;
        int64_t import = from.import;
        if (import < 0 && from.target)
            import = stubImport(from.target);
        if (import >= 0) {
            call.import = true;
            call.name = m_texts.take(m_image.imports[static_cast<size_t>(import)].name);
            if (!call.target)
                call.target = m_image.imports[static_cast<size_t>(import)].stub;
        } else {
            call.name = nameOf(from.target);
        }
        function.calls.push_back(std::move(call));
    }
    std::ranges::stable_sort(function.calls, {}, &Call::address);
}

// The end of the function's body as a symbol would say it: alignment and literal pools between its blocks
// belong to it, another function does not, nor does a part that the compiler moved away.
uint64_t Assembler::extent(const FunctionFlow &flow) const
{
    constexpr uint64_t largestPool = 4096;
    const auto next = m_knowledge.starts.upper_bound(flow.entry);
    uint64_t end = flow.entry;
    for (auto block = std::ranges::lower_bound(flow.blocks, flow.entry, {}, &FlowBlock::address);
         block != flow.blocks.end(); ++block) {
        if ((next != m_knowledge.starts.end() && block->address >= next->first)
            || (block->address > end && block->address - end > largestPool))
            break;
        end = std::max(end, block->end);
    }
    return end;
}

BinaryFunction Assembler::assemble(const FunctionFlow &flow, std::vector<DataInCode> data)
{
    BinaryFunction function;
    const Start &start = m_knowledge.starts.at(flow.entry);
    function.address = flow.entry;
    function.size = extent(flow) - flow.entry;
    function.name = nameOf(flow.entry);
    function.named = !function.name.empty();
    if (!function.named)
        function.name = placeName(flow.entry);
    function.origins = start.origins;
    function.confidence = start.confidence;
    function.witness = start.witness;
    if (const auto others = m_aliases.find(flow.entry); others != m_aliases.end())
        function.aliases = others->second;
    function.thumb = flow.thumb;
    function.importStub = stubImport(flow.entry) >= 0;
    function.noReturn = m_knowledge.noReturn.contains(flow.entry);
    fillBlocks(flow, function);
    fillCalls(flow, function);
    addData(std::move(data), function);
    function.thunk = !function.importStub && flow.blocks.size() == 1 && flow.instructions.size() <= LongestStub
                     && function.calls.size() == 1 && function.calls[0].tail
                     && (function.calls[0].target || function.calls[0].import) && !flow.savesOnStack;
    if (!function.importStub) {
        function.references = describeReferences(flow.references, m_knowledge, m_texts);
        for (Reference &reference : function.references) {
            if (reference.kind == Reference::Kind::Function)
                reference.text = nameOf(reference.target);
        }
        function.argumentCount = flow.arguments;
    }
    const auto note = [&function](std::string_view text) {
        function.note += function.note.empty() ? "" : "; ";
        function.note += text;
    };
    if (flow.budgetReached)
        note("too many instructions: the rest is left out");
    if (flow.undecodable)
        note("runs into bytes that are no instruction");
    function.unresolvedJumps = flow.unresolved;
    if (flow.unresolved)
        note("holds an indirect jump whose targets are not known");
    return function;
}

void Assembler::addData(std::vector<DataInCode> data, BinaryFunction &function)
{
    function.dataInCode = std::move(data);
    uint64_t end = function.address + function.size;
    for (const DataInCode &each : function.dataInCode) { // a pool behind the last block
        if (each.address == end)
            end = each.end();
    }
    function.size = end - function.address;
}

void Assembler::linkCalls(Program &program)
{
    for (uint32_t n = 0; n < program.functions.size(); ++n) {
        BinaryFunction &function = program.functions[n];
        for (const Call &call : function.calls) {
            const int callee = call.target ? program.functionStartingAt(call.target) : -1;
            if (callee >= 0)
                function.callees.push_back(static_cast<uint32_t>(callee));
        }
        std::ranges::sort(function.callees);
        const auto rest = std::ranges::unique(function.callees);
        function.callees.erase(rest.begin(), rest.end());
        function.callees.shrink_to_fit();
        for (const uint32_t callee : function.callees)
            program.functions[callee].callers.push_back(n);
    }
}

} // namespace

bool assembleProgram(Discovery &discovery, Decoder &decoder, const Knowledge &knowledge, const Work &work,
                     Program &program)
{
    auto flows = discovery.takeFlows();
    std::erase_if(flows, [](const auto &each) { return each.second.blocks.empty(); });
    Assembler assembler(flows, discovery.mainAddress(), decoder, knowledge);
    std::vector<std::vector<DataInCode>> data;
    data.reserve(flows.size());
    for (const auto &[entry, flow] : flows)
        data.push_back(findDataInCode(flow, knowledge, decoder));
    decoder.keepTexts();
    const size_t count = flows.size();
    program.functions.reserve(count);
    for (auto &[entry, flow] : flows) {
        if (work.stopRequested())
            return false;
        program.functions.push_back(assembler.assemble(flow, std::move(data[program.functions.size()])));
        flow = FunctionFlow();
        if (program.functions.size() % 512 == 0)
            work.report("references", program.functions.size(), count);
    }
    program.tables = findPointerTables(knowledge, program, assembler.texts(), work);
    if (assembler.textsAreCut())
        program.warnings.emplace_back("so many places refer to long texts or names that most of them are cut");
    Assembler::linkCalls(program);
    std::map<uint64_t, std::string> strings;
    for (const BinaryFunction &function : program.functions) {
        for (const Reference &reference : function.references) {
            if (reference.kind == Reference::Kind::String)
                strings.emplace(reference.target, reference.text);
        }
    }
    for (auto &[address, text] : strings)
        program.strings.push_back({address, std::move(text)});
    std::set<std::string> imports;
    for (const Import &import : knowledge.memory.image().imports)
        imports.insert(import.name);
    program.imports.assign(imports.begin(), imports.end());
    work.report("references", count, count);
    return true;
}

} // namespace symbolon::disasm
