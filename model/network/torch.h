// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The torch headers, precompiled: they take longer than all the rest of a file. Included by every file of this
// folder and of training/, before anything of Qt could be.
#pragma once

#include <torch/torch.h>
