/**
 * What host and child of an isolated plugin say to each other: frames, messages, values of an allow-list, call tokens.
 * Runs in both, so it touches the plugin API and the JDK and nothing else. No Java serialization.
 */
@NullMarked
package org.takeup.plugin.isolated.wire;

import org.jspecify.annotations.NullMarked;
