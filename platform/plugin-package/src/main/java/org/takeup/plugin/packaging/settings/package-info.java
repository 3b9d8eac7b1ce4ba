/**
 * What an organisation can set for a plugin: the package's {@code settings.schema.json}, the values that fit it, and how
 * addresses are written. Used where values are entered, and where plugins are built.
 */
@NullMarked
package org.takeup.plugin.packaging.settings;

import org.jspecify.annotations.NullMarked;
