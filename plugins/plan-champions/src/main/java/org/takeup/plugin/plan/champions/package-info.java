/**
 * A plan builder for champions: find, ask, equip, keep. Its texts are the properties files beside
 * these classes; it touches nothing but the plugin API and what
 * plans around a launch share.
 */
@NullMarked
package org.takeup.plugin.plan.champions;

import org.jspecify.annotations.NullMarked;
