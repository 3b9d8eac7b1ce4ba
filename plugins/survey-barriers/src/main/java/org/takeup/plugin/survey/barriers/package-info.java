/**
 * The barriers instrument: what stops people from taking up learning, how badly and how often, in ourselves and in others.
 * Its texts are the properties files beside these classes; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.survey.barriers;

import org.jspecify.annotations.NullMarked;
