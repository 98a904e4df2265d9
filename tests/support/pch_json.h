// For tests of modules with JSON (engine/cmake/pch_json.h).
#pragma once
#include "pch.h"

#include "../../engine/cmake/pch_json.h"
