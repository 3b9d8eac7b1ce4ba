/**
 * A plan builder for the launch of one programme. Its texts are the properties files beside
 * these classes; it touches nothing but the plugin API and what
 * plans around a launch share.
 */
@NullMarked
package org.takeup.plugin.plan.launch;

import org.jspecify.annotations.NullMarked;
