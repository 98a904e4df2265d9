// What every test includes; compiled once.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../engine/cmake/pch.h"
