// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/packing.h"

#include "app/project/projecterror.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <limits>

namespace symbolon {

namespace {

constexpr int fastest = 1; // zlib level: saving is what the user waits for
constexpr qsizetype checkSize = 4;
constexpr qsizetype sizeSize = 4; // qCompress: the size before packing, big endian
constexpr uint64_t ratio = 1'100; // zlib packs no tighter than 1 : 1,032

// SQLite does not notice a flipped bit within a value.
QByteArray checkOf(QByteArrayView packed)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(packed);
    return hash.result().left(checkSize);
}

} // namespace

QByteArray pack(std::string_view bytes)
{
    if (bytes.size() > largestUnpacked)
        throw ProjectError{failure(ProjectText::tr("A function's text is too large for a project: %1 bytes")
                                       .arg(static_cast<qulonglong>(bytes.size()))
                                       .toStdString())};
    const QByteArray packed =
        qCompress(reinterpret_cast<const uchar *>(bytes.data()), static_cast<qsizetype>(bytes.size()), fastest);
    return checkOf(packed) + packed;
}

QByteArray Unpacker::unpack(std::string_view blob)
{
    if (blob.size() < checkSize + sizeSize)
        throw damaged("a compressed value is cut short");
    const QByteArrayView packed(blob.data() + checkSize, static_cast<qsizetype>(blob.size()) - checkSize);
    if (checkOf(packed) != QByteArrayView(blob.data(), checkSize))
        throw damaged("a compressed value has changed");
    const uint64_t size = qFromBigEndian<quint32>(packed.data());
    m_total += size;
    if (size > largestUnpacked || size > static_cast<uint64_t>(packed.size()) * ratio || m_total > largestTotal)
        throw damaged("a compressed value is too large");
    QByteArray bytes =
        size == 0 ? QByteArray() : qUncompress(reinterpret_cast<const uchar *>(packed.data()), packed.size());
    if (static_cast<uint64_t>(bytes.size()) != size)
        throw damaged("a compressed value does not unpack");
    return bytes;
}

template<typename Integer>
std::vector<Integer> unpackNumbers(std::string_view blob)
{
    ByteReader reader(blob);
    std::vector<Integer> numbers;
    bool fits = true;
    reader.list(numbers, [&]() -> Integer {
        if constexpr (std::is_signed_v<Integer>) {
            return reader.i();
        } else {
            const uint64_t number = reader.u();
            fits = fits && number <= std::numeric_limits<Integer>::max();
            return static_cast<Integer>(number);
        }
    });
    if (reader.failed() || !reader.atEnd() || !fits)
        throw damaged("a list of numbers does not unpack");
    return numbers;
}

template std::vector<int64_t> unpackNumbers(std::string_view);
template std::vector<uint64_t> unpackNumbers(std::string_view);
template std::vector<uint32_t> unpackNumbers(std::string_view);

std::string packNames(const std::vector<std::string> &names)
{
    ByteWriter writer;
    writer.list(names, [&](const std::string &name) { writer.s(name); });
    return writer.take();
}

std::vector<std::string> unpackNames(std::string_view blob)
{
    ByteReader reader(blob);
    std::vector<std::string> names;
    reader.list(names, [&] { return reader.s(); });
    if (reader.failed() || !reader.atEnd())
        throw damaged("a list of names does not unpack");
    return names;
}

std::string packInstructions(const InstructionList &instructions)
{
    ByteWriter writer;
    uint64_t expected = 0; // most instructions follow the one before
    writer.list(instructions, [&](const Instruction &instruction) {
        writer.i(static_cast<int64_t>(instruction.address - expected));
        writer.u(instruction.size);
        writer.s(instructions.mnemonic(instruction));
        writer.s(instructions.operands(instruction));
        expected = instruction.address + instruction.size;
    });
    return writer.take();
}

InstructionList unpackInstructions(std::string_view bytes)
{
    ByteReader reader(bytes);
    const uint64_t count = reader.u();
    if (count > bytes.size() / 4) // each takes four bytes at least
        throw damaged("a function's instructions are cut short");
    InstructionList instructions;
    instructions.reserve(count);
    uint64_t expected = 0;
    bool fits = true;
    for (uint64_t n = 0; n < count && !reader.failed(); ++n) {
        const uint64_t address = expected + static_cast<uint64_t>(reader.i());
        const uint64_t size = reader.u();
        fits = fits && size <= std::numeric_limits<uint8_t>::max();
        const std::string_view mnemonic = reader.view();
        instructions.add(address, static_cast<uint8_t>(size), mnemonic, reader.view());
        expected = address + size;
    }
    if (reader.failed() || !reader.atEnd() || !fits)
        throw damaged("a function's instructions do not unpack");
    return instructions;
}

} // namespace symbolon
