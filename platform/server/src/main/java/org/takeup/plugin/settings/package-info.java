/**
 * What a workspace's admin sets for a plugin: the package's schema becomes a form, values are checked by it, secrets are
 * sealed and handed over for one call only. Knows workspaces, plugins and their way out.
 */
@NullMarked
package org.takeup.plugin.settings;

import org.jspecify.annotations.NullMarked;
