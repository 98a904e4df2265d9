// The boundary's layout, offset by offset: whoever moves a member breaks every plugin that was built before.
#include <cstddef>

#include <gtest/gtest.h>

#include "abi/plugin_abi.h"

namespace {

TEST(AbiLayout, TheDescriptorStaysAsPublished) {
  EXPECT_EQ(offsetof(connections_plugin, magic), 0u);
  EXPECT_EQ(offsetof(connections_plugin, struct_size), 8u);
  EXPECT_EQ(offsetof(connections_plugin, abi_major), 12u);
  EXPECT_EQ(offsetof(connections_plugin, abi_minor), 14u);
  EXPECT_EQ(offsetof(connections_plugin, capabilities), 16u);
  EXPECT_EQ(offsetof(connections_plugin, id), 24u);
  EXPECT_EQ(offsetof(connections_plugin, version), 32u);
  EXPECT_EQ(offsetof(connections_plugin, built_with), 40u);
  EXPECT_EQ(offsetof(connections_plugin, create), 48u);
  EXPECT_EQ(offsetof(connections_plugin, destroy), 56u);
  EXPECT_EQ(offsetof(connections_plugin, recognise), 64u);
  EXPECT_EQ(offsetof(connections_plugin, extract), 72u);
  EXPECT_EQ(sizeof(connections_plugin), 80u);
}

TEST(AbiLayout, TheHostTableStaysAsPublished) {
  EXPECT_EQ(offsetof(connections_host, struct_size), 0u);
  EXPECT_EQ(offsetof(connections_host, part), 8u);
  EXPECT_EQ(offsetof(connections_host, signal), 16u);
  EXPECT_EQ(offsetof(connections_host, recognise_by_rules), 24u);
  EXPECT_EQ(offsetof(connections_host, apply_rules), 32u);
  EXPECT_EQ(offsetof(connections_host, emit), 40u);
  EXPECT_EQ(offsetof(connections_host, candidate), 48u);
  EXPECT_EQ(offsetof(connections_host, drop), 56u);
  EXPECT_EQ(offsetof(connections_host, set_kind), 64u);
  EXPECT_EQ(offsetof(connections_host, problem), 72u);
  EXPECT_EQ(offsetof(connections_host, fail), 80u);
  EXPECT_EQ(sizeof(connections_host), 88u);
}

}  // namespace
