/**
 * Plugins of publishers whom the operator does not call its own, each version in a child process: started, bounded,
 * watched, started again. Gives the platform proxies of the three extension points; no class of the plugin is loaded here.
 */
@NullMarked
package org.takeup.plugin.isolated;

import org.jspecify.annotations.NullMarked;
