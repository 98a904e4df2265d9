// For modules most of whose files read or write documents. The document type is instantiated once, in
// model/json_instance.cpp: it was a fifth of every such file.
#pragma once
#include "pch.h"

#include "model/json_instance.h"
