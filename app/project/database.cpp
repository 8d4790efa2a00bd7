// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/project/database.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <cmath>
#include <limits>

namespace symbolon {

namespace {

constexpr int busyMilliseconds = 20'000; // a job's save of a large program holds the write lock this long at most
constexpr int largestValue = 256 << 20;  // bytes of one text or blob

DatabaseError lastError(sqlite3 *database)
{
    return {sqlite3_extended_errcode(database), sqlite3_system_errno(database), sqlite3_errmsg(database)};
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3 *database, std::string_view sql) : m_database(database)
{
    sqlite3_stmt *statement = nullptr;
    check(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
    m_statement.reset(statement);
}

void Statement::check(int result) const
{
    if (result != SQLITE_OK)
        throw lastError(m_database);
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool Statement::next()
{
    const int result = sqlite3_step(m_statement.get());
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        throw lastError(m_database);
    return false;
}

void Statement::runBound()
{
    while (next()) { }
    reset();
}

void Statement::bindInteger(int index, int64_t value)
{
    check(sqlite3_bind_int64(m_statement.get(), index, value));
}

void Statement::bind(int index, double value)
{
    // SQLite stores a NaN as NULL, which the schema refuses.
    check(sqlite3_bind_double(m_statement.get(), index, std::isnan(value) ? 0 : value));
}

void Statement::bind(int index, std::string_view value)
{
    const char *data = value.data() ? value.data() : "";
    check(sqlite3_bind_text64(m_statement.get(), index, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    bind(index, std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

void Statement::bind(int index, const QByteArray &ascii)
{
    bind(index, std::string_view(ascii.constData(), static_cast<std::size_t>(ascii.size())));
}

void Statement::bind(int index, Blob value)
{
    const char *data = value.bytes.data() ? value.bytes.data() : "";
    check(sqlite3_bind_blob64(m_statement.get(), index, data, value.bytes.size(), SQLITE_STATIC));
}

void Statement::bind(int index, std::nullptr_t)
{
    check(sqlite3_bind_null(m_statement.get(), index));
}

int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

uint32_t Statement::number(int column) const
{
    const int64_t value = integer(column);
    if (value < 0 || value > std::numeric_limits<uint32_t>::max())
        throw DatabaseError{SQLITE_CORRUPT, 0, "a number is out of range"};
    return static_cast<uint32_t>(value);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::string_view Statement::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data ? std::string_view(static_cast<const char *>(data), static_cast<std::size_t>(size))
                : std::string_view();
}

QString Statement::string(int column) const
{
    const std::string_view utf8 = bytes(column);
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QByteArray Statement::byteArray(int column) const
{
    const std::string_view raw = bytes(column);
    return {raw.data(), static_cast<qsizetype>(raw.size())};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

Database::Database(const QString &path, Mode mode)
{
    QByteArray name = mode == Mode::Memory ? QByteArray(":memory:") : QUrl::fromLocalFile(path).toEncoded();
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
    case Mode::ReadWrite:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Mode::Create:
    case Mode::Memory:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    case Mode::Immutable:
        flags |= SQLITE_OPEN_READONLY;
        name += "?immutable=1";
        break;
    }
    const bool foundLog = mode == Mode::ReadWrite && QFileInfo(path + QStringLiteral("-wal")).size() > 0;
    sqlite3 *database = nullptr;
    const int result = sqlite3_open_v2(name.constData(), &database, flags, nullptr);
    m_handle.reset(database);
    if (result != SQLITE_OK)
        throw database ? lastError(database) : DatabaseError{SQLITE_NOMEM, 0, "out of memory"};

    // The file may come from anybody: nothing in it may run, and no value may be huge.
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, foundLog ? 1 : 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, largestValue);
    sqlite3_busy_timeout(database, busyMilliseconds);
    execute("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=OFF;"
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768");
}

void Database::execute(const std::string &sql) const
{
    if (sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw lastError(m_handle.get());
}

int64_t Database::integer(std::string_view sql) const
{
    Statement statement = prepare(sql);
    return statement.next() ? statement.integer(0) : 0;
}

int64_t Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle.get());
}

void Database::acceptLog() const
{
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

void Database::copyTo(const Database &target) const
{
    sqlite3_backup *backup = sqlite3_backup_init(target.handle(), "main", handle(), "main");
    if (!backup)
        throw lastError(target.handle());
    const int result = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (result != SQLITE_DONE) {
        DatabaseError error = lastError(target.handle());
        error.code = result;
        throw error;
    }
}

Transaction::Transaction(const Database &database, Kind kind) : m_database(database)
{
    m_database.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    if (m_open)
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_open = false;
}

} // namespace symbolon
