/**
 * The package format of plugins: what is looked at before a byte is written or a class is loaded, and who stands for it.
 * Needs the plugin API, the JDK, and Jackson and RE2 for settings; the server, the test kit and partners' builds use it alike.
 */
@NullMarked
package org.takeup.plugin.packaging;

import org.jspecify.annotations.NullMarked;
