"""From bytes to the model: the draft, the settings, the style, the language pack."""
