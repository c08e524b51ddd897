"""How checkpoints are known and asked for pictures."""

from __future__ import annotations

import pytest

from providers.diffusion.families import families, family_of


@pytest.mark.parametrize(
    ("checkpoint", "family"),
    [
        ("flux1-schnell-fp8.safetensors", "Flux schnell"),
        ("flux1-dev-fp8.safetensors", "Flux"),
        ("fluxmania_v6.safetensors", "Flux"),
        ("flux1-krea-dev_fp8_scaled", "Flux"),
        ("chroma-unlocked-v37", "Chroma"),
        ("sd3.5_large_turbo.safetensors", "Stable Diffusion 3.5 Turbo"),
        ("sd3_medium_incl_clips_t5xxlfp8", "Stable Diffusion 3"),
        ("stable-diffusion-3.5-large", "Stable Diffusion 3"),
        ("sd_xl_turbo_1.0_fp16.safetensors", "SDXL Turbo"),
        ("sd_turbo.safetensors", "SD Turbo"),
        ("sdxl_lightning_4step.safetensors", "SDXL Lightning"),
        ("juggernautXL_v9Rdphoto2Lightning", "SDXL Lightning"),
        ("DreamShaperXL_Lightning.safetensors", "SDXL Lightning"),
        ("dreamshaperXL_v21TurboDPMSDE.safetensors", "SDXL fine-tune with Turbo"),
        ("Hyper-SD15-8steps-v1-5", "SD 1.5 distilled"),
        ("LCM_Dreamshaper_v7", "SD 1.5 with LCM"),
        ("sd_xl_base_1.0.safetensors", "SDXL"),
        ("juggernautXL_v9", "SDXL"),
        ("dreamland-xl", "SDXL"),
        ("ponyDiffusionV6XL_v6.safetensors", "SDXL"),
        ("Illustrious-XL-v0.1", "SDXL"),
        ("SDXL/albedobase.safetensors", "SDXL"),
        ("v2-1_768-ema-pruned", "Stable Diffusion 2"),
        ("v1-5-pruned-emaonly.safetensors", "Stable Diffusion 1.5"),
        ("sd-v1-4.ckpt", "Stable Diffusion 1.5"),
        ("inkwell-15", "Stable Diffusion 1.5"),
        ("SD1.5/dreamshaper_8.safetensors", "Stable Diffusion 1.5"),
        ("dreamshaper_8.safetensors", "unknown"),
        ("juggernaut_ragnarok", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_checkpoint_is_known_by_its_name(checkpoint: str, family: str) -> None:
    assert family_of(checkpoint).name == family


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("stable-diffusion-xl-v1-base", "SDXL"),
        ("stable-diffusion-v1", "Stable Diffusion 1.5"),
        ("sdxl_base_v1-0", "SDXL"),
        ("flux-1-schnell", "Flux schnell"),
        ("Flux.1-dev", "Flux"),
    ],
)
def test_a_checkpoint_whose_name_tells_nothing_is_known_by_what_its_file_says(said: str, family: str) -> None:
    assert family_of("my favourite", said).name == family


@pytest.mark.parametrize(
    "checkpoint",
    [
        "flux1-schnell",
        "flux1-dev",
        "sd_xl_turbo_1.0",
        "sdxl_lightning_4step",
        "dreamshaperXL_v21TurboDPMSDE",
        "sd_turbo",
    ],
)
def test_distilled_checkpoints_are_not_burnt_by_many_steps_at_high_guidance(checkpoint: str) -> None:
    family = family_of(checkpoint)

    assert family.cfg <= 1.5
    assert family.steps <= 20
    assert not family.negative


@pytest.mark.parametrize(("checkpoint", "steps"), [("sdxl_lightning_4step", 4), ("sdxl_lightning_8step_x", 8)])
def test_a_checkpoint_made_for_some_steps_is_worked_out_in_them(checkpoint: str, steps: int) -> None:
    assert family_of(checkpoint).steps == steps


@pytest.mark.parametrize(
    ("checkpoint", "wanted", "size"),
    [
        ("sd_xl_base_1.0", (512, 512), (1024, 1024)),
        ("sd_xl_base_1.0", (1280, 720), (1344, 768)),
        ("sd_xl_base_1.0", (600, 900), (832, 1216)),
        ("v1-5-pruned", (1080, 1080), (640, 640)),
        ("v1-5-pruned", (1280, 720), (768, 512)),
        ("sd_xl_turbo_1.0", (720, 720), (512, 512)),
        ("flux1-dev", (720, 720), (1024, 1024)),
        ("v2-1_768", (512, 512), (768, 768)),
    ],
)
def test_pictures_are_asked_for_at_the_size_that_the_family_was_trained_for(
    checkpoint: str, wanted: tuple[int, int], size: tuple[int, int]
) -> None:
    assert family_of(checkpoint).size_for(*wanted) == size


def test_every_size_is_one_that_servers_take_whatever_the_family() -> None:
    for family in families():
        for width, height in family.sizes:
            assert width % 64 == height % 64 == 0, family.name
