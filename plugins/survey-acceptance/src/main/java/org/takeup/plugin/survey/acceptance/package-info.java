/**
 * The acceptance instrument: whether people take to the learning platform, and what holds them back.
 * Its texts are the properties files beside these classes; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.survey.acceptance;

import org.jspecify.annotations.NullMarked;
