// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/disasm/references.h"

#include "analysis/disasm/strings.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace symbolon::disasm {

using Kind = FoundReference::Kind;

namespace {

// -1 and 0xffffffff are one number to a 32-bit instruction: small negative ones stay negative, larger ones
// are taken as unsigned.
int64_t canonical(int64_t value)
{
    constexpr int64_t FourGigabytes = int64_t(1) << 32;
    if (value >= FourGigabytes - 0x10000 && value < FourGigabytes)
        return value - FourGigabytes;
    if (value < -0x10000 && value >= INT32_MIN)
        return value + FourGigabytes;
    return value;
}

} // namespace

std::string TextAllowance::take(std::string_view text)
{
    constexpr size_t Short = 32;
    if (text.size() <= Short || (m_taken += text.size()) <= Most)
        return std::string(text);
    size_t size = Short;
    while (size > 0 && (static_cast<uint8_t>(text[size]) & 0xc0) == 0x80) // not within a letter
        --size;
    return std::string(text.substr(0, size));
}

void ReferenceSink::constant(const Decoded &instruction, const Operation &operation, const Value &value)
{
    if (operation.destination == TargetRegister || instruction.flow == Flow::IndirectCall
        || instruction.flow == Flow::IndirectJump) {
        if (value.kind == Value::Kind::Import)
            m_callees.emplace_back(value.origin, instruction.address);
        else if (instruction.flow == Flow::IndirectCall)
            m_calleesMade.push_back(value.origin);
        return;
    }
    if (value.kind == Value::Kind::Import) {
        const Import &import = m_knowledge.memory.image().imports[value.origin];
        // MIPS loads the callee's address on the way to every call.
        if (operation.code == Opcode::Load && !(import.function && operation.destination == m_convention.entryPointer))
            m_found.push_back({.address = instruction.address, .value = value.origin, .kind = Kind::Import});
        return;
    }
    // What is copied, or comes back from the stack, was told where it was made.
    if (operation.code == Opcode::Move || value.origin != instruction.address)
        return;
    const bool inPool = operation.code == Opcode::Load;
    const bool built =
        operation.code == Opcode::Add || operation.code == Opcode::Or || operation.code == Opcode::Insert;
    if (value.isAddress) {
        if (inPool && operation.destination == m_convention.entryPointer && m_knowledge.code.isCode(value.number()))
            return;
        m_found.push_back({.address = instruction.address,
                           .value = value.number(),
                           .kind = Kind::Address,
                           .surelyAddress = (operation.bits & IsAddress) != 0 || inPool,
                           .isPart = value.isPart,
                           .built = built});
        return;
    }
    const bool written = operation.code == Opcode::Set && operation.bits & IsLiteral;
    const bool pooled = inPool && !(operation.bits & IsFloat) && operation.a == NoRegister && operation.b == NoRegister
                        && m_knowledge.code.isCode(static_cast<uint64_t>(operation.immediate));
    if ((built && value.isPart) || written || pooled)
        m_found.push_back(
            {.address = instruction.address, .value = value.number(), .kind = Kind::Integer, .isPart = value.isPart});
}

// A number in memory that cannot change. What a compiler copies through a floating register may be anything:
// text, and what has no sensible size, is left out.
bool ReferenceSink::readFloat(const Decoded &instruction, const Operation &operation, uint64_t address)
{
    constexpr double Smallest = 1e-45;
    constexpr double Largest = 1e60;
    if (operation.code != Opcode::Load || !(operation.bits & IsFloat) || !m_knowledge.memory.constant(address))
        return false;
    const Image &image = m_knowledge.memory.image();
    const auto raw = image.readInteger(address, operation.size);
    if (!raw || stringAt(image, address, 4))
        return false;
    const double value = operation.size == 4 ? static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(*raw)))
                                             : std::bit_cast<double>(*raw);
    const double magnitude = std::abs(value);
    if (!(magnitude >= Smallest && magnitude <= Largest))
        return false;
    m_found.push_back({.address = instruction.address,
                       .value = std::bit_cast<uint64_t>(value),
                       .place = address,
                       .kind = Kind::Float});
    return true;
}

void ReferenceSink::access(const Decoded &instruction, const Operation &operation, uint64_t address, bool indexed)
{
    if (!indexed && readFloat(instruction, operation, address))
        return;
    if (instruction.flow != Flow::Next || m_knowledge.code.isCode(address) || m_knowledge.memory.importAt(address))
        return;
    const Memory::Word word = m_knowledge.memory.load(address, m_knowledge.memory.image().bits / 8);
    const Region *region = m_knowledge.memory.regionAt(address);
    if (!region || (!indexed && word.kind == Memory::Word::Kind::Address && region->writable))
        return;
    m_found.push_back({.address = instruction.address, .value = address, .kind = Kind::Access, .surelyAddress = true});
}

void ReferenceSink::literal(const Decoded &instruction, const Operation &operation, int64_t value)
{
    // What a pointer is compared with, or the distance to: only the immediates of x86 hold whole addresses.
    const Memory &memory = m_knowledge.memory;
    const bool isX86 =
        memory.image().architecture == Architecture::X86 || memory.image().architecture == Architecture::X86_64;
    if (isX86 && (operation.code == Opcode::Compare || operation.code == Opcode::Add)
        && memory.numbersAreAddresses(instruction.address, instruction.end())
        && memory.mapped(static_cast<uint64_t>(value))) {
        m_found.push_back(
            {.address = instruction.address, .value = static_cast<uint64_t>(value), .kind = Kind::Address});
        return;
    }
    const Kind kind = operation.bits & IsFloat ? Kind::Float : Kind::Integer;
    m_found.push_back({.address = instruction.address, .value = static_cast<uint64_t>(value), .kind = kind});
}

void ReferenceSink::entryValueUsed(const Decoded &, Register reg, bool)
{
    for (uint32_t n = 0; n < m_convention.arguments.size(); ++n) {
        if (m_convention.arguments[n] == reg)
            m_arguments = std::max(m_arguments, n + 1);
    }
}

void ReferenceSink::callerStackRead(const Decoded &, int64_t offset)
{
    if (m_convention.argumentsOnStack && offset >= 4 && offset < 256)
        m_arguments = std::max(m_arguments, static_cast<uint32_t>(offset / 4));
}

// An address that is only called is none that is taken. MIPS without optimisation loads an import's address into
// any register and copies it.
bool ReferenceSink::isCallee(const FoundReference &found) const
{
    if (found.kind == Kind::Address)
        return std::ranges::binary_search(m_calleesMade, found.address);
    constexpr uint64_t Near = 64;
    if (found.kind != Kind::Import || m_convention.entryPointer == NoRegister)
        return false;
    const auto call = std::ranges::lower_bound(m_callees, std::pair(found.value, found.address));
    return call != m_callees.end() && call->first == found.value && call->second - found.address < Near;
}

std::vector<FoundReference> ReferenceSink::take()
{
    std::ranges::sort(m_consumed);
    std::ranges::sort(m_callees);
    std::ranges::sort(m_calleesMade);
    std::erase_if(m_found, [this](const FoundReference &found) {
        return ((found.isPart || found.kind == Kind::Integer) && wasConsumed(found.address)) || isCallee(found);
    });
    return std::move(m_found);
}

namespace {

bool describe(const FoundReference &found, const Knowledge &knowledge, TextAllowance &texts, Reference &reference)
{
    const Image &image = knowledge.memory.image();
    reference.address = found.address;
    if (found.kind == Kind::Import) {
        reference.kind = Reference::Kind::Import;
        reference.text = texts.take(image.imports[found.value].name);
        reference.target = image.imports[found.value].slot;
        return true;
    }
    if (found.kind == Kind::Float) {
        reference.kind = Reference::Kind::Float;
        reference.target = found.place;
        reference.value = static_cast<int64_t>(found.value);
        return true;
    }
    if (found.kind == Kind::Integer) {
        reference.kind = Reference::Kind::Integer;
        reference.value = canonical(static_cast<int64_t>(found.value));
        return reference.value != 0;
    }
    const uint64_t target = found.value;
    const uint64_t code = image.architecture == Architecture::Arm ? target & ~uint64_t(1) : target;
    reference.target = code;
    if (const auto stub = knowledge.stubs.find(code); stub != knowledge.stubs.end()) {
        reference.kind = Reference::Kind::Import;
        reference.text = texts.take(image.imports[stub->second].name);
        return true;
    }
    if (knowledge.code.isCode(code)) {
        if (knowledge.isStart(code)) {
            reference.kind = Reference::Kind::Function;
            return true;
        }
        if (!(knowledge.code.marks(code) & CodeMap::Covered)) {
            if (auto text = stringAt(image, target, 3)) {
                reference.kind = Reference::Kind::String;
                reference.target = target;
                reference.text = texts.take(*text);
                return true;
            }
        }
        const bool isData = !(knowledge.code.marks(code) & CodeMap::Covered);
        if (isData && (found.surelyAddress || found.built)) {
            reference.kind = Reference::Kind::Data;
            return true;
        }
        if (found.surelyAddress)
            return false;
        reference.kind = Reference::Kind::Integer;
        reference.target = 0;
        reference.value = canonical(static_cast<int64_t>(target));
        return true;
    }
    reference.target = target;
    const Region *region = knowledge.memory.regionAt(target);
    if (!region) // the end of an array that is the last of its section
        return found.surelyAddress && knowledge.memory.regionAt(target - 1);
    if (target == image.gotPlt || (target == region->address && region->name.starts_with(".got")))
        return false; // only what the addresses in position independent code are counted from
    const bool access = found.kind == Kind::Access;
    const unsigned shortest = access || region->writable ? 4 : 1;
    if (auto text = stringAt(image, target, shortest)) {
        reference.kind = Reference::Kind::String;
        reference.text = texts.take(*text);
    } else {
        reference.kind = Reference::Kind::Data;
    }
    return true;
}

} // namespace

std::vector<Reference> describeReferences(const std::vector<FoundReference> &found, const Knowledge &knowledge,
                                          TextAllowance &texts)
{
    std::vector<Reference> references;
    references.reserve(found.size());
    for (const FoundReference &each : found) {
        Reference reference;
        if (describe(each, knowledge, texts, reference))
            references.push_back(std::move(reference));
    }
    const auto key = [](const Reference &r) { return std::tie(r.address, r.kind, r.target, r.value); };
    std::ranges::stable_sort(references, {}, key);
    const auto rest = std::ranges::unique(references, {}, key);
    references.erase(rest.begin(), rest.end());
    references.shrink_to_fit();
    return references;
}

} // namespace symbolon::disasm
