// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The outcome of anything that can fail for a reason the user should read. Exceptions of third-party
// libraries are turned into an Error inside the folder that calls the library; none crosses a folder.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace symbolon {

// Decides the exit status of a headless command: Failed 1, Usage 2, BadInput 3, Cancelled 130.
enum class ErrorKind { Failed, Usage, BadInput, Cancelled };

struct Error {
    ErrorKind kind = ErrorKind::Failed;
    std::string summary; // one line: names the file and what is wrong with it
    std::string detail;  // more, for a "Details" view; may be empty
    std::string hint;    // one line: what to do about it; may be empty
};

inline Error badInput(std::string summary, std::string hint = {}, std::string detail = {})
{
    return {ErrorKind::BadInput, std::move(summary), std::move(detail), std::move(hint)};
}

inline Error failure(std::string summary, std::string hint = {}, std::string detail = {})
{
    return {ErrorKind::Failed, std::move(summary), std::move(detail), std::move(hint)};
}

inline Error cancelled()
{
    return {ErrorKind::Cancelled, "cancelled", {}, {}};
}

// A T or an Error, in the manner of C++23's std::expected.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T &value() & { return std::get<0>(m_state); }
    const T &value() const & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }

    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }

    [[nodiscard]] bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace symbolon
