// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// QScintilla's headers are written with Qt's keywords, which are off in this program; they are on for as long as
// its headers are read.
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QList>
#include <QMap>
#include <QPointer>
#include <QStringList>

#pragma push_macro("signals")
#pragma push_macro("slots")
#undef signals
#undef slots
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscilexercpp.h>
#include <Qsci/qsciscintilla.h>
#pragma pop_macro("signals")
#pragma pop_macro("slots")
