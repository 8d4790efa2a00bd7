// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sqlite3 C API as three owning types. Failures are thrown as DatabaseError and never leave this folder:
// ProjectStore turns them into an Error (projecterror.h).
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

namespace symbolon {

struct DatabaseError {
    int code = 0;        // extended SQLite result code
    int systemError = 0; // errno, where the operating system refused
    std::string message;
};

// A value bound as a blob; std::string and QString are bound as text.
struct Blob {
    std::string_view bytes;
};

class Statement
{
public:
    Statement(sqlite3 *database, std::string_view sql);

    // Binds all parameters in order and runs the statement, which gives no rows.
    template<typename... Values>
    void run(const Values &...values)
    {
        bindAll(values...);
        runBound();
    }
    // Binds all parameters in order; next() then steps through the rows.
    template<typename... Values>
    Statement &query(const Values &...values)
    {
        bindAll(values...);
        return *this;
    }
    [[nodiscard]] bool next(); // false: no more rows

    [[nodiscard]] int64_t integer(int column) const;
    [[nodiscard]] uint64_t address(int column) const { return static_cast<uint64_t>(integer(column)); }
    [[nodiscard]] uint32_t number(int column) const; // throws when it does not fit
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const; // text or blob; valid until next()
    [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }
    [[nodiscard]] QString string(int column) const;
    [[nodiscard]] QByteArray byteArray(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };

    template<typename... Values>
    void bindAll(const Values &...values)
    {
        reset();
        int index = 0;
        (bind(++index, values), ...);
    }
    void reset();
    void runBound();
    void check(int result) const;

    template<typename Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
    void bind(int index, Integer value)
    {
        bindInteger(index, static_cast<int64_t>(value));
    }
    void bind(int index, double value);
    void bind(int index, std::string_view value);
    void bind(int index, const std::string &value) { bind(index, std::string_view(value)); }
    void bind(int index, const QString &value);
    void bind(int index, const QByteArray &ascii);
    void bind(int index, Blob value);
    void bind(int index, std::nullptr_t);
    void bindInteger(int index, int64_t value);

    sqlite3 *m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

class Database
{
public:
    enum class Mode { ReadWrite, Create, Immutable, Memory };

    // ReadWrite: the file exists. Immutable: nobody writes it and nothing is written, not even a lock.
    Database(const QString &path, Mode mode);

    [[nodiscard]] Statement prepare(std::string_view sql) const { return {m_handle.get(), sql}; }
    void execute(const std::string &sql) const;                // one or more statements, rows are dropped
    [[nodiscard]] int64_t integer(std::string_view sql) const; // first column of the first row; 0 when there is none
    [[nodiscard]] int64_t lastInsertId() const;

    // A file that was found with a log is left as it was, log and all, when it closes; unless this was called.
    void acceptLog() const;
    void copyTo(const Database &target) const; // page by page

    [[nodiscard]] sqlite3 *handle() const { return m_handle.get(); }

private:
    struct Close {
        void operator()(sqlite3 *database) const;
    };
    std::unique_ptr<sqlite3, Close> m_handle;
};

// Rolls back unless commit() was reached.
class Transaction
{
public:
    enum class Kind { Read, Write };
    Transaction(const Database &database, Kind kind);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    void commit();

private:
    const Database &m_database;
    bool m_open = true;
};

} // namespace symbolon
