// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generated.h"

using namespace symbolon;

namespace generated {

namespace {

BinaryFunction binaryFunction(Random &random, const Size &size)
{
    BinaryFunction f;
    f.address = random.any<uint64_t>();
    f.size = random.any<uint64_t>();
    f.name = random.text();
    f.named = random.flag();
    f.origins = random.any<uint16_t>();
    f.confidence = static_cast<float>(random.unit());
    f.thumb = random.flag();
    f.importStub = random.flag();
    f.thunk = random.flag();
    f.noReturn = random.flag();
    f.argumentCount = random.any<uint32_t>();
    f.note = random.text();
    const auto code = random.list(size.instructions, [&] {
        return std::tuple{random.any<uint64_t>(), random.any<uint8_t>(), random.text(), random.text()}; // in this order
    });
    for (const auto &[address, bytes, mnemonic, operands] : code)
        f.instructions.add(address, bytes, mnemonic, operands);
    f.blocks = random.list(size.instructions / 3, [&] {
        BasicBlock block{random.any<uint64_t>(), random.any<uint64_t>(), 0, 0};
        block.firstInstruction = static_cast<uint32_t>(random.below(f.instructions.size() + 1));
        block.instructionCount =
            static_cast<uint32_t>(random.below(f.instructions.size() - block.firstInstruction + 1));
        return block;
    });
    if (!f.blocks.empty()) {
        f.edges = random.list(size.instructions / 2, [&] {
            return Edge{static_cast<uint32_t>(random.below(f.blocks.size())),
                        static_cast<uint32_t>(random.below(f.blocks.size())), static_cast<EdgeKind>(random.below(5)),
                        random.list(3, [&] { return random.any<int64_t>(); })};
        });
    }
    f.references = random.list(size.instructions / 4, [&] {
        return Reference{random.any<uint64_t>(), static_cast<Reference::Kind>(random.below(5)), random.any<uint64_t>(),
                         random.any<int64_t>(), random.text()};
    });
    f.calls = random.list(size.instructions / 5, [&] {
        return Call{random.any<uint64_t>(), random.any<uint64_t>(), random.text(), random.flag(), random.flag()};
    });
    f.switches = random.list(2, [&] {
        return SwitchTable{random.any<uint64_t>(), random.any<uint64_t>(),
                           random.list(4, [&] { return random.any<int64_t>(); }),
                           random.list(4, [&] { return random.any<uint64_t>(); })};
    });
    return f;
}

SourceFunction sourceFunction(Random &random, std::size_t files)
{
    SourceFunction f;
    f.name = random.text();
    f.qualifiedName = random.text();
    f.file = static_cast<uint32_t>(random.below(files));
    f.line = random.any<uint32_t>();
    f.nameLine = random.any<uint32_t>();
    f.endLine = random.any<uint32_t>();
    f.text = random.text();
    for (uint64_t n = random.below(20); n > 0; --n)
        f.text += random.text() + '\n';
    f.strings = random.list(4, [&] { return SourceString{random.text(), random.any<uint32_t>()}; });
    f.integers = random.list(6, [&] { return SourceInteger{random.any<int64_t>(), random.any<uint32_t>()}; });
    f.calls = random.list(6, [&] { return SourceCall{random.text(), random.any<uint32_t>()}; });
    f.switches = random.list(2, [&] {
        return SourceSwitch{random.any<uint32_t>(), random.list(4, [&] { return random.any<int64_t>(); }),
                            random.any<uint32_t>(), random.flag()};
    });
    f.argumentCount = random.any<uint32_t>();
    f.ifCount = random.any<uint32_t>();
    f.loopCount = random.any<uint32_t>();
    f.isStatic = random.flag();
    f.isInline = random.flag();
    f.isTemplate = random.flag();
    f.isVariadic = random.flag();
    f.inHeader = random.flag();
    return f;
}

} // namespace

Program program(Random &random, const Size &size)
{
    Program p = programOfVersion2(random, size);
    for (BinaryFunction &f : p.functions) {
        uint64_t address = random.any<uint32_t>();
        f.dataInCode = random.list(4, [&] {
            const DataInCode data{address + random.below(9), 1 + random.below(4000),
                                  static_cast<DataInCode::Kind>(random.below(3)), random.any<uint64_t>(),
                                  random.any<uint64_t>()};
            address = data.end();
            return data;
        });
    }
    return p;
}

Program programOfVersion2(Random &random, const Size &size)
{
    Program p = programOfVersion1(random, size);
    for (BinaryFunction &f : p.functions) {
        f.aliases = random.list(2, [&] { return random.text(); });
        f.witness = random.any<uint64_t>();
        f.unresolvedJumps = random.any<uint32_t>();
        f.references.push_back({random.any<uint64_t>(), Reference::Kind::Float, random.any<uint64_t>(),
                                random.any<int64_t>(), random.text()});
    }
    return p;
}

Program programOfVersion1(Random &random, const Size &size)
{
    Program p;
    p.path = random.text();
    p.member = random.text();
    p.format = static_cast<FileFormat>(random.below(4));
    p.architecture = static_cast<Architecture>(random.below(9));
    p.endian = static_cast<Endian>(random.below(2));
    p.bits = random.flag() ? 32 : 64;
    p.base = random.any<uint64_t>();
    p.entry = random.any<uint64_t>();
    p.codeSize = random.any<uint64_t>();
    for (unsigned n = 0; n < size.functions; ++n)
        p.functions.push_back(binaryFunction(random, size));
    for (BinaryFunction &f : p.functions) {
        f.callers = random.list(3, [&] { return static_cast<uint32_t>(random.below(size.functions)); });
        f.callees = random.list(3, [&] { return static_cast<uint32_t>(random.below(size.functions)); });
    }
    p.strings = random.list(size.functions, [&] { return StringConstant{random.any<uint64_t>(), random.text()}; });
    p.imports = random.list(5, [&] { return random.text(); });
    p.warnings = random.list(5, [&] { return random.text(); });
    return p;
}

SourceTree sources(Random &random, const Size &size)
{
    SourceTree tree;
    tree.root = random.text();
    tree.components = {{"only", tree.root}};
    for (unsigned n = 0; n < 1 + size.sourceFunctions / 7; ++n)
        tree.files.push_back({random.text(), random.any<uint64_t>(), random.any<uint32_t>()});
    for (unsigned n = 0; n < size.sourceFunctions; ++n)
        tree.functions.push_back(sourceFunction(random, tree.files.size()));
    tree.skipped = random.list(4, [&] { return SkippedSource{random.text(), random.text()}; });
    tree.warnings = random.list(4, [&] { return random.text(); });
    return tree;
}

Matches matches(Random &random, const Program &program, const SourceTree &tree)
{
    Matches m;
    m.method = random.text();
    for (uint32_t f = 0; f < program.functions.size(); ++f) {
        if (random.flag())
            continue;
        m.functions.push_back({f,
                               random.list(10,
                                           [&] {
                                               Candidate c;
                                               c.source = static_cast<uint32_t>(random.below(tree.functions.size()));
                                               c.score = random.unit();
                                               c.confidence = random.unit();
                                               c.strategy = random.text();
                                               c.evidence = random.list(5, [&] {
                                                   return Evidence{static_cast<EvidenceKind>(random.below(9)),
                                                                   random.text(), random.any<uint64_t>(),
                                                                   random.any<uint32_t>(), random.unit() * 100};
                                               });
                                               return c;
                                           }),
                               {}});
    }
    return m;
}

void addVerdicts(Random &random, Matches &matches, const Program &program, const SourceTree &tree)
{
    for (FunctionMatches &function : matches.functions) {
        function.inlined = random.list(3, [&] {
            return InlinedFunction{static_cast<uint32_t>(random.below(tree.functions.size())), random.unit(),
                                   random.list(3, [&] {
                                       return Evidence{static_cast<EvidenceKind>(random.below(9)), random.text(),
                                                       random.any<uint64_t>(), random.any<uint32_t>(), random.unit()};
                                   })};
        });
    }
    for (uint32_t s = 0; s < tree.functions.size(); ++s) {
        if (random.flag())
            matches.sources.push_back({s, static_cast<Verdict>(random.below(4)), random.unit(), random.list(3, [&] {
                                           return static_cast<uint32_t>(random.below(program.functions.size()));
                                       })});
    }
}

void addTables(Random &random, Program &program, SourceTree &tree)
{
    program.tables = random.list(6, [&] {
        return PointerTable{
            random.flag() ? random.text() : std::string(), random.list(5, [&] {
                return PointerTable::Entry{random.any<uint64_t>(), random.any<uint64_t>(), random.text()};
            })};
    });
    program.tables.push_back({"N2ns4TypeE", {{UINT64_MAX - 7, 1, {}}, {UINT64_MAX, 0, "text"}}});
    tree.tables = random.list(6, [&] {
        return SourceTable{random.text(), static_cast<uint32_t>(random.below(tree.files.size())),
                           random.any<uint32_t>(), random.list(5, [&] {
                               return SourceTable::Entry{random.text(), random.flag()};
                           })};
    });
    tree.tables.push_back({"ns::Type", 0, 7, {{"ns::Type::f", false}, {"text", true}}});
}

BinaryInput binaryInput(Random &random)
{
    BinaryInput input;
    input.path = QStringLiteral("/firmware/%1.bin").arg(random.below(1000000));
    input.member = random.flag() ? QStringLiteral("rootfs/bin/grüß") : QString();
    input.sha256 = QByteArray::number(random.bits(), 16).rightJustified(64, '0');
    input.fileSize = random.any<qint64>();
    if (random.flag())
        input.fileModified = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(random.below(4'000'000'000'000)));
    input.architecture = random.flag() ? QStringLiteral("mipsel") : QString();
    input.base = random.any<uint64_t>();
    return input;
}

SourceInput sourceInput(Random &random)
{
    return {QStringLiteral("/src/%1").arg(random.below(100)), QByteArray::number(random.bits(), 16),
            QStringLiteral("only")};
}

QList<Decision> decisions(Random &random, const Program &program)
{
    QList<Decision> list;
    for (uint64_t n = 0; n < program.functions.size(); ++n) {
        Decision d;
        d.address = n * 16 + (n > program.functions.size() / 2 ? 0xffffffff00000000 : 0); // sorted
        d.state = static_cast<Decision::State>(random.below(4));
        if (d.state == Decision::State::Accepted)
            d.source = SourceKey{QStringLiteral("src/ä.c"), QStringLiteral("ns::f%1").arg(n), random.any<uint32_t>()};
        d.comment = d.state == Decision::State::None ? QStringLiteral("to do: 漢字 %1").arg(n) : QString();
        if (d.state != Decision::State::None) {
            for (uint64_t k = random.below(3); k > 0; --k)
                d.rejected.append({QStringLiteral("src/ß.c"), QStringLiteral("not%1").arg(k), random.any<uint32_t>()});
        }
        list.append(d);
    }
    return list;
}

} // namespace generated
