// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/disassembler.h"

#include "analysis/disasm/assembly.h"

#include <exception>
#include <new>

namespace symbolon {

namespace {

std::string displayName(const Image &image)
{
    return image.member.empty() ? image.path : image.path + ":" + image.member;
}

Result<Program> disassembleUnguarded(const Image &image, const DisassemblyOptions &options, const Work &work)
{
    disasm::Knowledge knowledge(image);
    if (knowledge.code.areas().empty())
        return badInput(displayName(image) + ": holds no machine code",
                        "a library of data, or debug information split off from its program");
    disasm::Decoder decoder(image, knowledge.code);
    if (!decoder.valid())
        return badInput(displayName(image) + ": machine code of an architecture that is not supported",
                        "supported are " + knownArchitectures());
    Program program;
    program.path = image.path;
    program.member = image.member;
    program.format = image.format;
    program.architecture = image.architecture;
    program.endian = image.endian;
    program.bits = image.bits;
    program.base = image.base;
    program.entry = image.entry;
    program.codeSize = image.codeSize();
    program.warnings = image.warnings;
    knowledge.frames = disasm::readFrames(image, program.warnings);
    if (work.stopRequested())
        return cancelled();
    disasm::Discovery discovery(decoder, knowledge, options.instructionsPerFunction, work);
    if (!discovery.run())
        return cancelled();
    const size_t cut = discovery.cutFunctions();
    if (discovery.explorer().spent())
        program.warnings.push_back("the code is too entangled to be followed everywhere: functions may be missing, "
                                   "blocks and references incomplete, and "
                                   + std::to_string(cut) + " functions are cut");
    else if (cut)
        program.warnings.push_back(std::to_string(cut) + " functions have more instructions than the limit of "
                                   + std::to_string(options.instructionsPerFunction) + " and are cut");
    if (discovery.gaveUpGuessing())
        program.warnings.emplace_back("the code is too entangled to be searched everywhere: functions that nothing "
                                      "calls may be missing");
    if (!disasm::assembleProgram(discovery, decoder, knowledge, work, program))
        return cancelled();
    return program;
}

} // namespace

Result<Program> disassemble(const Image &image, const DisassemblyOptions &options, const Work &work)
{
    try {
        return disassembleUnguarded(image, options, work);
    } catch (const std::bad_alloc &) {
        return failure(displayName(image) + ": not enough memory to disassemble it");
    } catch (const std::exception &error) {
        return failure(displayName(image) + ": disassembly failed", {}, error.what());
    }
}

} // namespace symbolon
