"""The sound of films: voices read, levelled and placed in their shots, on 48 kHz and two channels."""
