/**
 * Conformance tests for packed plugins, and the few parts that a partner's own tests need.
 * A plugin is judged as the platform would load it: from its zip, in a class loader that sees the JDK, PF4J and the API.
 */
@NullMarked
package org.takeup.plugin.testkit;

import org.jspecify.annotations.NullMarked;
