"""The encoders of films: pictures as H.264, sound as AAC."""
