// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/projectthread.h"

#include "app/session/problem.h"

namespace symbolon {

ProjectThread::ProjectThread()
{
    m_access->m_project = this;
}

ProjectThread::~ProjectThread()
{
    const std::scoped_lock lock(m_access->m_mutex);
    m_access->m_project = nullptr;
}

Error ProjectThread::noProject()
{
    return failure(SessionText::tr("There is no project file to keep this in.").toStdString(),
                   SessionText::tr("Save the project to a folder that can be written, then try again.").toStdString());
}

} // namespace symbolon
