// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// dump_program BINARY           the functions as JSON, import stubs left out
// dump_program BINARY ADDRESS   one function in full
// dump_program BINARY all       every function in full
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace symbolon;

namespace {

void printFunction(const BinaryFunction &function)
{
    std::printf("%" PRIx64 " %s size %" PRIu64 " origins %x confidence %.2f%s%s%s%s args %d %s\n", function.address,
                function.name.c_str(), function.size, function.origins, static_cast<double>(function.confidence),
                function.thumb ? " thumb" : "", function.importStub ? " stub" : "", function.thunk ? " thunk" : "",
                function.noReturn ? " noreturn" : "", static_cast<int>(function.argumentCount), function.note.c_str());
    for (uint32_t n = 0; n < function.blocks.size(); ++n) {
        const BasicBlock &block = function.blocks[n];
        std::printf(" block %u %" PRIx64 " +%" PRIu64 "\n", n, block.address, block.size);
        for (uint32_t i = 0; i < block.instructionCount; ++i) {
            const Instruction &instruction = function.instructions[block.firstInstruction + i];
            std::printf("  %" PRIx64 "  %s %s\n", instruction.address,
                        std::string(function.instructions.mnemonic(instruction)).c_str(),
                        std::string(function.instructions.operands(instruction)).c_str());
        }
        for (const Edge &edge : function.edges) {
            static constexpr const char *kinds[] = {"taken", "falls", "jump", "switch", "exception"};
            if (edge.from != n)
                continue;
            std::printf("   -> %u %s", edge.to, kinds[static_cast<int>(edge.kind)]);
            for (const int64_t value : edge.cases)
                std::printf(" %" PRId64, value);
            std::printf("\n");
        }
    }
    for (const Call &call : function.calls)
        std::printf(" call %" PRIx64 " -> %" PRIx64 " %s%s%s\n", call.address, call.target, call.name.c_str(),
                    call.import ? " import" : "", call.tail ? " tail" : "");
    for (const Reference &reference : function.references) {
        static constexpr const char *kinds[] = {"string", "integer", "data", "function", "import"};
        std::printf(" ref %" PRIx64 " %s %" PRIx64 " %" PRId64 " %s\n", reference.address,
                    kinds[static_cast<int>(reference.kind)], reference.target, reference.value, reference.text.c_str());
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    std::ifstream file(argv[1], std::ios::binary);
    const std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
    LoadOptions load;
    load.path = argv[1];
    const auto image = loadImage(bytes, load);
    if (!image) {
        std::fprintf(stderr, "%s\n", image.error().summary.c_str());
        return 3;
    }
    const auto before = std::chrono::steady_clock::now();
    Work work;
    work.threads = 1;
    const auto program = disassemble(*image, {}, work);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - before;
    if (!program) {
        std::fprintf(stderr, "%s\n", program.error().summary.c_str());
        return 1;
    }
    size_t instructions = 0;
    for (const BinaryFunction &function : program->functions)
        instructions += function.instructions.size();
    std::fprintf(stderr, "%zu functions, %zu instructions, %.2f s\n", program->functions.size(), instructions,
                 seconds.count());
    for (const std::string &warning : program->warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
    if (argc > 2) {
        const bool all = std::string_view(argv[2]) == "all";
        const uint64_t wanted = std::strtoull(argv[2], nullptr, 16);
        for (const BinaryFunction &function : program->functions) {
            if (all || function.address == wanted)
                printFunction(function);
        }
        return 0;
    }
    std::printf("{\"functions\":[");
    const char *comma = "";
    for (const BinaryFunction &function : program->functions) {
        if (function.importStub)
            continue;
        std::printf("%s\n{\"address\":\"0x%" PRIx64 "\",\"size\":%" PRIu64 ",\"name\":\"%s\",\"origins\":%u,"
                    "\"confidence\":%.2f,\"blocks\":%zu,\"candidates\":[]}",
                    comma, function.address, function.size, function.name.c_str(), function.origins,
                    static_cast<double>(function.confidence), function.blocks.size());
        comma = ",";
    }
    std::printf("]}\n");
    return 0;
}
