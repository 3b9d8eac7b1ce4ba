/**
 * Plugins' way out: every HTTP call that a plugin makes goes through here, is checked, bounded and kept in the tenant's
 * record. Knows workspaces and Vert.x; no plugin's object passes.
 */
@NullMarked
package org.takeup.plugin.egress;

import org.jspecify.annotations.NullMarked;
